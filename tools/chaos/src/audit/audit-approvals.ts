import type { Check } from "./audited-order.ts";

const expiryEvents: ReadonlySet<string> = new Set(["order_gone", "approval_timed_out"]);

/** An order expires only after its deadline, even if PayPal does not return it earlier. */
export const expiresAfterDeadline: Check = ({ stored }) => {
  const early = stored.events.find(
    ({ event, to, at }) => expiryEvents.has(event) && to === "expired" && at < stored.approveBefore,
  );
  return early ? [`expired at ${early.at.toISOString()}, before its deadline`] : [];
};

/** One approval leads to at most one declined capture, however often the browser returns. */
export const isDeclinedOnce: Check = ({ stored, sandbox }) => {
  const { declines = [] } = sandbox.paypal.orders.get(stored.paypalOrderId) ?? {};
  const byApproval = Map.groupBy(declines, ({ approval }) => approval);
  return [...byApproval].flatMap(([approval, attempts]) => {
    const captures = new Set(attempts.map(({ key }) => key)).size;
    return captures > 1 ? [`approval ${approval} led to ${captures} declined captures`] : [];
  });
};
