import type { Check } from "./order-under-audit.ts";

const endsOfWaiting: ReadonlySet<string> = new Set(["order_gone", "approval_timed_out"]);

/** A payer has the whole time: that PayPal does not find an order does not end it before. */
export const isNotExpiredEarly: Check = ({ booked }) => {
  const early = booked.events.find(
    ({ event, to, at }) =>
      endsOfWaiting.has(event) && to === "expired" && at < booked.approveBefore,
  );
  return early ? [`expired at ${early.at.toISOString()}, before its deadline`] : [];
};

/** One approval leads to one declined capture at most, however often the browser comes back. */
export const isDeclinedOnce: Check = ({ booked, sandbox }) => {
  const { declines = [] } = sandbox.paypal.orders.get(booked.paypalOrderId) ?? {};
  const keysOf = Map.groupBy(declines, ({ approval }) => approval);
  return [...keysOf].flatMap(([approval, tries]) => {
    const times = new Set(tries.map(({ key }) => key)).size;
    return times > 1 ? [`approval ${approval} led to ${times} declined captures`] : [];
  });
};
