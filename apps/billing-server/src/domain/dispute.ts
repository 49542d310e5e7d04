import type { OrderEvent } from "./order-event.ts";
import type { Order } from "./order.ts";

/**
 * The id of a dispute whose own id is not recorded: PayPal's event contained none, or a release that
 * stored no ids recorded the dispute. The next dispute with an id replaces it.
 */
export const unnamedDispute = "";

/** What PayPal told of a dispute. */
export interface DisputeNews {
  readonly disputeId: string;
  readonly isOpen: boolean;
  /** When it was so, by PayPal's clock, in whole seconds. */
  readonly asOf: Date;
  /** When PayPal made the event that says so. */
  readonly toldAt: Date;
  /** That the dispute was created: whatever else is known of it came later. */
  readonly isCreation: boolean;
}

/** The newest news of a dispute; `toldAt` is `null` where a release kept it that did not compare it. */
export interface KnownDispute extends Pick<DisputeNews, "isOpen" | "asOf"> {
  readonly toldAt: Date | null;
}

/**
 * Whether news of a dispute outdates what is known of it, in whatever order the two arrive. A dispute's own
 * time comes first: PayPal may send an event late. Where it is the same the event's time decides, and of two
 * in one moment the end counts: a dispute that was opened again was so later.
 */
export function outdates(news: DisputeNews, known: KnownDispute): boolean {
  if (news.isCreation) return false;
  const later = news.asOf.getTime() - known.asOf.getTime();
  const toldLater = news.toldAt.getTime() - (known.toldAt ?? known.asOf).getTime();
  const order = later || toldLater;
  return order === 0 ? known.isOpen && !news.isOpen : order > 0;
}

/** What news of a dispute changes about an order; `null` when the order says so already. */
export function eventOfDispute(
  { openDisputes: open }: Order,
  { disputeId, isOpen }: DisputeNews,
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
