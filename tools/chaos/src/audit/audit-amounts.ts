import { minorUnits, type OrderRecord } from "@onekonsole/billing-sandbox";
import type { Check } from "./audited-order.ts";
import type { StoredOrder } from "./stored-order.ts";

/** PayPal captured the order at most once, and for the amount that the database has. */
export const isCapturedOnce: Check = ({ stored, sandbox }) => {
  const { paypal } = sandbox;
  const record = paypal.orders.get(stored.paypalOrderId);
  if (!record) return ["is unknown at PayPal"];
  const times = paypal.captureCount(stored.paypalOrderId);
  const { value, currency } = capturedAtPayPal(record);
  const faults = times > 1 ? [`was captured ${times} times`] : [];
  if (value !== stored.captured || (value > 0n && currency !== stored.capturedCurrency))
    faults.push(
      `PayPal captured ${value} ${currency ?? ""}, the database has ${stored.captured} ${stored.capturedCurrency ?? ""}`,
    );
  return faults;
};

const capturedStatuses: ReadonlySet<string> = new Set([
  "COMPLETED",
  "PARTIALLY_REFUNDED",
  "REFUNDED",
]);

/** The amount that PayPal captured for an order, in minor units. */
export function capturedAtPayPal(record: OrderRecord): {
  readonly value: bigint;
  readonly currency: string | undefined;
} {
  const captures = record.purchase_units
    .flatMap(({ payments }) => payments?.captures ?? [])
    .filter(({ status }) => capturedStatuses.has(status));
  const value = captures.reduce((sum, { amount }) => sum + minorUnits(amount), 0n);
  return { value, currency: captures[0]?.amount.currency_code };
}

/** The completed refunds and reversals are the same at PayPal and in the database. */
export const matchesRefunds: Check = ({ stored, sandbox }) => {
  const atPayPal = refundsAtPayPal(sandbox.paypal.orders.get(stored.paypalOrderId));
  const inDatabase = completedRefunds(stored).map(
    (it) => `${it.paypalRefundId} ${it.kind} ${it.amount}`,
  );
  const faults: string[] = [];
  if (stored.refunds.some(({ status }) => status === "requested"))
    faults.push("has a refund that was requested and never made");
  if (atPayPal.toSorted().join() !== inDatabase.toSorted().join())
    faults.push(
      `PayPal refunded [${atPayPal.join(", ")}], the database has [${inDatabase.join(", ")}]`,
    );
  const isSummed =
    sumRefunds(stored, "refund") === stored.refunded &&
    sumRefunds(stored, "reversal") === stored.reversed;
  return isSummed ? faults : [...faults, "has totals that differ from its refunds"];
};

const refundsAtPayPal = (record: OrderRecord | undefined): readonly string[] =>
  (record?.purchase_units ?? [])
    .flatMap(({ payments }) => payments?.refunds ?? [])
    .filter(({ status }) => status === "COMPLETED")
    .map((it) => `${it.id} ${it.reversal ? "reversal" : "refund"} ${minorUnits(it.amount)}`);

const completedRefunds = ({ refunds }: StoredOrder) =>
  refunds.filter(({ status }) => status === "completed");

const sumRefunds = (stored: StoredOrder, kind: "refund" | "reversal"): bigint =>
  completedRefunds(stored)
    .filter((it) => it.kind === kind)
    .reduce((total, { amount }) => total + (amount ?? 0n), 0n);
