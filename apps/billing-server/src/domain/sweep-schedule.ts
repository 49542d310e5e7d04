import type { OrderState } from "@onekonsole/billing-contract";
import type { Order } from "./order.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

type Clocked = Pick<Order, "createdAt" | "approveBefore"> & Partial<Pick<Order, "reversedAmount">>;

interface Clock {
  readonly order: Clocked;
  readonly now: Date;
  readonly ageMs: number;
  /** The time so many milliseconds from now. */
  readonly after: (ms: number) => Date;
}

type Schedule = (clock: Clock) => Date | null;

const never: Schedule = () => null;

const whilePending: Schedule = ({ ageMs, after }) => after(pauseAt(ageMs, 15 * minuteMs));

// Their jobs are queued. The sweep is a second safeguard: it queues the job again.
const whileQueued: Schedule = ({ ageMs, after }) => after(pauseAt(ageMs, hourMs));

// A reversal may be cancelled weeks later, possibly without an event.
const whileReversed: Schedule = ({ order: { reversedAmount = 0n }, ageMs, after }) =>
  reversedAmount > 0n ? after(Math.max(24 * hourMs, ageMs / 2)) : null;

/** The schedule of every state. A new state does not compile until it has one. */
const schedules: Readonly<Record<OrderState, Schedule>> = {
  awaiting_approval: ({ order: { approveBefore }, now, ageMs, after }) =>
    beforeItExpires(after(Math.max(15 * minuteMs, 2 * ageMs)), approveBefore, now),
  approved: whileQueued,
  capture_pending: whilePending,
  captured: whileQueued,
  provisioned: whileReversed,
  capture_failed: never,
  expired: afterExpiry,
  refunding: whilePending,
  refunded: whileReversed,
  // An operator decides, but changes of the money at PayPal must still be recorded.
  needs_attention: ({ after }) => after(6 * hourMs),
  // An operator decided that no payment will arrive. To find one that is not reported, the reads
  // continue without end, at growing intervals.
  closed: ({ ageMs, after }) => after(Math.max(6 * hourMs, ageMs / 2)),
};

// A later release's state, during a rollout or after a rollback, has none: that release reads the order.
const scheduleByState: ReadonlyMap<string, Schedule> = new Map(Object.entries(schedules));

/**
 * When the sweep processes an order in this state if no change is reported first; `null` for never. It reads
 * the order from PayPal, or queues the job that does (trait `sweepReadsPayPal`).
 * The intervals grow with the order's age: an order that waits for three hours is checked five times,
 * the last time while PayPal still returns it.
 */
export function nextReadAt(state: OrderState, order: Clocked, now: Date): Date | null {
  const ageMs = now.getTime() - order.createdAt.getTime();
  const after = (ms: number) => new Date(now.getTime() + ms);
  const schedule = scheduleByState.get(state) ?? never;
  return schedule({ order, now, ageMs, after });
}

/**
 * PayPal gives the payer one window to open the approval page, six hours by default, and a second one
 * to pay after that.
 */
function afterExpiry({ order: { createdAt, approveBefore }, ageMs }: Clock): Date | null {
  const windowMs = Math.max(6 * hourMs, approveBefore.getTime() - createdAt.getTime());
  const end = [windowMs, 2 * windowMs].find((ms) => ms > ageMs);
  return end === undefined ? null : new Date(createdAt.getTime() + end);
}

const pauseAt = (ageMs: number, shortest: number): number =>
  Math.min(6 * hourMs, Math.max(shortest, ageMs / 2));

function beforeItExpires(wanted: Date, approveBefore: Date, now: Date): Date {
  const lastChance = new Date(approveBefore.getTime() - 10 * minuteMs);
  const over = new Date(approveBefore.getTime() + minuteMs);
  if (now < lastChance) return wanted < lastChance ? wanted : lastChance;
  return now < over ? over : new Date(now.getTime() + minuteMs);
}
