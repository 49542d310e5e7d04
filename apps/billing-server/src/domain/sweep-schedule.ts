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
      // PayPal allows the payer one window to arrive, six hours unless arranged otherwise, and a second one
      // to pay after arriving.
      const windowMs = Math.max(6 * hourMs, approveBefore.getTime() - createdAt.getTime());
      const end = [windowMs, 2 * windowMs].find((ms) => ms > ageMs);
      return end === undefined ? null : new Date(createdAt.getTime() + end);
    }
    case "approved":
    case "captured":
      // Their jobs are queued; this is the net below the queue, and each look queues one job more.
      return after(pauseAt(ageMs, hourMs));
    case "needs_attention":
      // A person has it, but what PayPal does to its money meanwhile is not to be missed.
      return after(6 * hourMs);
    case "closed":
      // A person has decided that no payment will arrive. To find one that is not reported, the checks
      // continue without end, at growing intervals.
      return after(Math.max(6 * hourMs, ageMs / 2));
    case "provisioned":
    case "refunded":
      // What PayPal took back may come back, weeks later, and no event has to tell of it.
      return reversedAmount > 0n ? after(Math.max(24 * hourMs, ageMs / 2)) : null;
    case "capture_failed":
      return null;
  }
  // A later release's state, seen during a rollout or after a rollback: that release looks after it.
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
