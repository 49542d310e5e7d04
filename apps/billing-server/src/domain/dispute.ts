import type { OrderEvent } from "./order-event.ts";
import type { Order } from "./order.ts";

/**
 * The id of a dispute whose own id is not recorded: PayPal's event contained none, or a release that
 * stored no ids recorded the dispute. The next dispute with an id replaces it.
 */
export const unnamedDispute = "";

/** The state of a dispute, as a PayPal event reports it. */
export interface DisputeUpdate {
  readonly disputeId: string;
  readonly isOpen: boolean;
  /** When the dispute was in this state, by PayPal's clock, in whole seconds. */
  readonly updatedAt: Date;
  /** When PayPal created the event. */
  readonly eventCreatedAt: Date;
  /** The event reports the creation of the dispute, so every other update is later. */
  readonly isCreation: boolean;
}

/**
 * The latest recorded state of a dispute. `eventCreatedAt` is `null` if an earlier release recorded
 * it.
 */
export interface StoredDispute extends Pick<DisputeUpdate, "isOpen" | "updatedAt"> {
  readonly eventCreatedAt: Date | null;
}

/**
 * Whether an update is later than the stored state; the two may arrive in either order. The
 * dispute's time is compared first, since PayPal may send an event late, then the event's time. If
 * both are equal, closed counts: a reopened dispute has a later time.
 */
export function supersedes(update: DisputeUpdate, known: StoredDispute): boolean {
  if (update.isCreation) return false;
  const later = update.updatedAt.getTime() - known.updatedAt.getTime();
  const eventLater =
    update.eventCreatedAt.getTime() - (known.eventCreatedAt ?? known.updatedAt).getTime();
  const order = later || eventLater;
  return order === 0 ? known.isOpen && !update.isOpen : order > 0;
}

/** The event that an update causes for the order; `null` if the order has that state already. */
export function disputeEvent(
  { openDisputes: open }: Order,
  { disputeId, isOpen }: DisputeUpdate,
): OrderEvent | null {
  const isRecorded = isOpen
    ? open.includes(disputeId)
    : withoutDispute(open, disputeId).length === open.length;
  return isRecorded ? null : { type: isOpen ? "dispute_opened" : "dispute_closed", disputeId };
}

type Disputes = Order["openDisputes"];

/** The open disputes after this one opened. */
export const withDispute = (open: Disputes, id: string): Disputes => [
  ...without(open, id === unnamedDispute ? [id] : [id, unnamedDispute]),
  id,
];

/**
 * The open disputes after this one closed. If its id is not listed, the unnamed dispute is removed.
 */
export const withoutDispute = (open: Disputes, id: string): Disputes =>
  without(open, [open.includes(id) ? id : unnamedDispute]);

const without = (open: Disputes, ids: readonly string[]): Disputes =>
  open.filter((it) => !ids.includes(it));
