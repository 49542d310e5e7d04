import { minorUnits, type OrderRecord } from "@onekonsole/billing-sandbox";
import { isDeclinedOnce, isNotExpiredEarly } from "./audit-approvals.ts";
import { showsPendingReason, showsRefusal } from "./audit-reasons.ts";
import type { Check } from "./order-under-audit.ts";
import type { BookedOrder } from "./read-records.ts";

/** Everything that is wrong with an order, in words. */
export const auditOrder: Check = (order) => checks.flatMap((check) => check(order));

const ended: ReadonlySet<string> = new Set([
  "provisioned",
  "capture_failed",
  "expired",
  "refunded",
  "needs_attention",
]);

const isEnded: Check = ({ booked, recordOrder }) => {
  const { state, problem } = booked;
  if (!ended.has(state) && !recordOrder?.ends.includes(state)) return [`is left in ${state}`];
  if (state === "needs_attention" && !problem) return ["is in somebody's hands without a reason"];
  // Nobody was recordOrder to pay an order whose answer was lost.
  const mayEnd = recordOrder ? recordOrder.ends : ["expired"];
  return mayEnd.includes(state) ? [] : [`ended in ${state} (${problem ?? "no problem"})`];
};

const isCapturedOnce: Check = ({ booked, sandbox }) => {
  const { paypal } = sandbox;
  const times = paypal.captureCount(booked.paypalOrderId);
  const record = paypal.orders.get(booked.paypalOrderId);
  if (!record) return ["is not known at PayPal"];
  const { value, currency } = capturedAt(record);
  const wrong = times > 1 ? [`was captured ${times} times`] : [];
  if (value !== booked.captured || (value > 0n && currency !== booked.capturedCurrency))
    wrong.push(
      `PayPal captured ${value} ${currency ?? ""}, our books say ${booked.captured} ${booked.capturedCurrency ?? ""}`,
    );
  return wrong;
};

/** Minor units that came in for an order at PayPal. */
export function capturedAt(record: OrderRecord): { value: bigint; currency: string | undefined } {
  const captures = record.purchase_units
    .flatMap(({ payments }) => payments?.captures ?? [])
    .filter(({ status }) => ["COMPLETED", "PARTIALLY_REFUNDED", "REFUNDED"].includes(status));
  const value = captures.reduce((sum, { amount }) => sum + minorUnits(amount), 0n);
  return { value, currency: captures[0]?.amount.currency_code };
}

const isPaidBackAlike: Check = ({ booked, sandbox }) => {
  const record = sandbox.paypal.orders.get(booked.paypalOrderId);
  const theirs = (record?.purchase_units ?? [])
    .flatMap(({ payments }) => payments?.refunds ?? [])
    .filter(({ status }) => status === "COMPLETED")
    .map((it) => `${it.id} ${it.reversal ? "reversal" : "refund"} ${minorUnits(it.amount)}`);
  const ours = booked.refunds
    .filter(({ status }) => status === "completed")
    .map((it) => `${it.paypalRefundId} ${it.kind} ${it.amount}`);
  const open = booked.refunds.filter(({ status }) => status === "requested");
  const wrong = open.length > 0 ? ["has a refund that was asked for and never made"] : [];
  if (theirs.toSorted().join() !== ours.toSorted().join())
    wrong.push(`PayPal gave back [${theirs.join(", ")}], our books say [${ours.join(", ")}]`);
  const sum = (kind: string) =>
    booked.refunds
      .filter((it) => it.kind === kind && it.status === "completed")
      .reduce((total, { amount }) => total + (amount ?? 0n), 0n);
  if (sum("refund") !== booked.refunded || sum("reversal") !== booked.reversed)
    wrong.push("its totals differ from its refunds");
  return wrong;
};

/** A cluster whose money went back later: we know of the delivery, or a person has the order. */
const isKnownDelivery = ({ state, events }: BookedOrder): boolean =>
  state === "needs_attention" ||
  (state === "refunded" && events.some(({ event }) => event === "delivered"));

const isDeliveredOnce: Check = ({ booked, sandbox }) => {
  const rows = sandbox.webOrder.rowsOf(booked.paypalOrderId);
  if (rows.length > 1) return [`was delivered ${rows.length} times`];
  const [row] = rows;
  if (booked.state !== "provisioned")
    return row && !isKnownDelivery(booked) ? [`was delivered, yet is ${booked.state}`] : [];
  if (!row) return ["is provisioned, yet web-order has no row"];
  if (booked.webOrderId !== null && booked.webOrderId !== row.id)
    return [`is row ${row.id} at web-order, our books say ${booked.webOrderId}`];
  return row.user_id === booked.userId && row.cluster_name === booked.clusterName
    ? []
    : ["was delivered as somebody else's cluster"];
};

const hasWholeTrail: Check = ({ booked }) => {
  const { events, version, state } = booked;
  const isGapless =
    events.length === version && events.every((it, index) => it.version === index + 1);
  const isChain = events.every((it, index) => it.from === (events[index - 1]?.to ?? null));
  if (!isGapless) return [`has ${events.length} events at version ${version}`];
  return isChain && events.at(-1)?.to === state
    ? []
    : ["has a trail that does not lead to its state"];
};

const isDisputedAlike: Check = ({ booked, sandbox }) => {
  const open = booked.captureId !== null && sandbox.paypal.isDisputed(booked.captureId);
  return open === booked.disputed
    ? []
    : [`is ${open ? "" : "not "}disputed, our books say otherwise`];
};

const checks: readonly Check[] = [
  isEnded,
  isCapturedOnce,
  isPaidBackAlike,
  isDeliveredOnce,
  hasWholeTrail,
  isDisputedAlike,
  isNotExpiredEarly,
  isDeclinedOnce,
  showsRefusal,
  showsPendingReason,
];
