import type { OrderEvent } from "./order-event.ts";
import type { Order } from "./order.ts";

/**
 * The id of a dispute whose own id is not recorded: PayPal's event contained none, or a release that
 * stored no ids recorded the dispute. The next dispute with an id replaces it.
 */
export const unnamedDispute = "";

/** What PayPal told of a dispute. */
export interface DisputeUpdate {
  readonly disputeId: string;
  readonly isOpen: boolean;
  /** When it was so, by PayPal's clock, in whole seconds. */
  readonly updatedAt: Date;
  /** When PayPal made the event that says so. */
  readonly eventCreatedAt: Date;
  /** That the dispute was created: whatever else is known of it came later. */
  readonly isCreation: boolean;
}

/** The newest news of a dispute; `eventCreatedAt` is `null` where a release kept it that did not compare it. */
export interface StoredDispute extends Pick<DisputeUpdate, "isOpen" | "updatedAt"> {
  readonly eventCreatedAt: Date | null;
}

/**
 * Whether news of a dispute supersedes what is known of it, in whatever order the two arrive. A dispute's own
 * time comes first: PayPal may send an event late. Where it is the same the event's time decides, and of two
 * in one moment the end counts: a dispute that was opened again was so later.
 */
export function supersedes(update: DisputeUpdate, known: StoredDispute): boolean {
  if (update.isCreation) return false;
  const later = update.updatedAt.getTime() - known.updatedAt.getTime();
  const eventLater =
    update.eventCreatedAt.getTime() - (known.eventCreatedAt ?? known.updatedAt).getTime();
  const order = later || eventLater;
  return order === 0 ? known.isOpen && !update.isOpen : order > 0;
}

/** What news of a dispute changes about an order; `null` when the order says so already. */
export function disputeEvent(
  { openDisputes: open }: Order,
  { disputeId, isOpen }: DisputeUpdate,
): OrderEvent | null {
  const isNoted = isOpen
    ? open.includes(disputeId)
    : withoutDispute(open, disputeId).length === open.length;
  return isNoted ? null : { type: isOpen ? "dispute_opened" : "dispute_closed", disputeId };
}

type Disputes = Order["openDisputes"];

/** The open disputes once this one is open too. */
export const withDispute = (open: Disputes, id: string): Disputes => [
  ...without(open, id === unnamedDispute ? [id] : [id, unnamedDispute]),
  id,
];

/** The open disputes once this one is over. One that was never named counts for it, no other does. */
export const withoutDispute = (open: Disputes, id: string): Disputes =>
  without(open, [open.includes(id) ? id : unnamedDispute]);

const without = (open: Disputes, ids: readonly string[]): Disputes =>
  open.filter((it) => !ids.includes(it));
