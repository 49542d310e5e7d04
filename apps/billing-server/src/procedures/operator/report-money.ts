import { type AppOutputs, formatMoney } from "@onekonsole/billing-contract";
import type { OperatorDependencies } from "./operator-dependencies.ts";

/** The ledger by currency, in decimal amounts. */
export async function reportMoney({
  operators,
}: OperatorDependencies): Promise<AppOutputs["operator"]["money"]> {
  const reports = await operators.money();
  return reports.map((report) => {
    const decimal = (minor: bigint) => formatMoney(minor, report.currency).value;
    return {
      currency_code: report.currency,
      captured: decimal(report.captured),
      provisioned: decimal(report.provisioned),
      refunded: decimal(report.refunded),
      reversed: decimal(report.reversed),
      in_hands: decimal(report.inProgress),
      unaccounted: decimal(report.unaccounted),
      faults: report.faults,
      faulty_orders: [...report.faulty],
    };
  });
}
