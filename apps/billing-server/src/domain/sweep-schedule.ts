import type { OrderState } from "@onekonsole/billing-contract";
import type { Order } from "./order.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

type Clocked = Pick<Order, "createdAt" | "approveBefore"> & Partial<Pick<Order, "reversedAmount">>;

/**
 * When to query PayPal about an order in this state if no change is reported first; `null` for never.
 * The intervals grow with the order's age: an order that waits for three hours is checked five times,
 * the last time while PayPal still returns it.
 */
export function nextReadAt(
  state: OrderState,
  { createdAt, approveBefore, reversedAmount = 0n }: Clocked,
  now: Date,
): Date | null {
  const ageMs = now.getTime() - createdAt.getTime();
  const after = (ms: number) => new Date(now.getTime() + ms);
  switch (state) {
    case "awaiting_approval":
      return beforeItExpires(after(Math.max(15 * minuteMs, 2 * ageMs)), approveBefore, now);
    case "capture_pending":
    case "refunding":
      return after(pauseAt(ageMs, 15 * minuteMs));
    case "expired": {
      // PayPal gives the payer one window to open the approval page, six hours by default, and a
      // second one to pay after that.
      const windowMs = Math.max(6 * hourMs, approveBefore.getTime() - createdAt.getTime());
      const end = [windowMs, 2 * windowMs].find((ms) => ms > ageMs);
      return end === undefined ? null : new Date(createdAt.getTime() + end);
    }
    case "approved":
    case "captured":
      // Their jobs are queued. The read is a second safeguard: it queues the job again.
      return after(pauseAt(ageMs, hourMs));
    case "needs_attention":
      // An operator decides, but changes of the money at PayPal must still be recorded.
      return after(6 * hourMs);
    case "closed":
      // An operator decided that no payment will arrive. To find one that is not reported, the
      // reads continue without end, at growing intervals.
      return after(Math.max(6 * hourMs, ageMs / 2));
    case "provisioned":
    case "refunded":
      // A reversal may be cancelled weeks later, possibly without an event.
      return reversedAmount > 0n ? after(Math.max(24 * hourMs, ageMs / 2)) : null;
    case "capture_failed":
      return null;
  }
  // A later release's state, during a rollout or after a rollback: that release reads the order.
  return null;
}

const pauseAt = (ageMs: number, shortest: number): number =>
  Math.min(6 * hourMs, Math.max(shortest, ageMs / 2));

function beforeItExpires(wanted: Date, approveBefore: Date, now: Date): Date {
  const lastChance = new Date(approveBefore.getTime() - 10 * minuteMs);
  const over = new Date(approveBefore.getTime() + minuteMs);
  if (now < lastChance) return wanted < lastChance ? wanted : lastChance;
  return now < over ? over : new Date(now.getTime() + minuteMs);
}
