import type { Sandbox } from "@onekonsole/billing-sandbox";
import type { MoneyReport } from "@onekonsole/billing-server/ports/operator-store";
import { openDatabase } from "@onekonsole/billing-server/store/database";
import { moneyReport } from "@onekonsole/billing-server/store/money-report";
import type { RunRecord, Violation } from "../run-record.ts";
import { capturedAtPayPal } from "./audit-amounts.ts";

/** The money of one currency at PayPal and in the database, in minor units. */
export interface MoneyLine extends MoneyReport {
  readonly capturedAtPayPal: bigint;
}

/** Reads the server's own money report. */
export async function readMoneyReport(databaseUrl: string): Promise<readonly MoneyReport[]> {
  const database = openDatabase({ url: databaseUrl, maxConnections: 1 });
  try {
    return await moneyReport(database.db);
  } finally {
    await database.close();
  }
}

/** What PayPal captured for the service's orders, by currency, in minor units. */
export function sumCaptures(
  { orders }: Pick<Sandbox["paypal"], "orders">,
  { foreignPayments }: Pick<RunRecord, "foreignPayments">,
): ReadonlyMap<string, bigint> {
  const sums = new Map<string, bigint>();
  for (const record of orders.values()) {
    const { value, currency } = capturedAtPayPal(record);
    if (currency && !foreignPayments.has(record.id))
      sums.set(currency, (sums.get(currency) ?? 0n) + value);
  }
  return sums;
}

/** One line per currency that the server or PayPal has. */
export function compareMoney(
  reports: readonly MoneyReport[],
  captures: ReadonlyMap<string, bigint>,
): readonly MoneyLine[] {
  const reported = new Set<string>(reports.map(({ currency }) => currency));
  const unreported = [...captures.keys()].filter((currency) => !reported.has(currency));
  return [...reports, ...unreported.map(emptyReport)].map((report) => ({
    ...report,
    capturedAtPayPal: captures.get(report.currency) ?? 0n,
  }));
}

const emptyReport = (currency: string): MoneyReport => ({
  currency,
  captured: 0n,
  provisioned: 0n,
  refunded: 0n,
  reversed: 0n,
  inProgress: 0n,
  unaccounted: 0n,
  faults: 0,
  faulty: [],
});

/** Currencies whose amounts do not match. */
export function auditMoney(money: readonly MoneyLine[]): readonly Violation[] {
  return money
    .filter(
      (line) =>
        line.unaccounted !== 0n || line.faults > 0 || line.captured !== line.capturedAtPayPal,
    )
    .map(({ currency }) => ({ subject: currency, description: "the amounts do not add up" }));
}
