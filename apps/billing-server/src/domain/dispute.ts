import type { Order } from "./order.ts";
import type { OrderEvent } from "./order-event.ts";

/**
 * Stands for a dispute whose id nobody kept: PayPal's event named none, or a release noted it that
 * kept no ids. Whichever is named next takes its place.
 */
export const unnamedDispute = "";

/** What PayPal told of a dispute. */
export interface DisputeNews {
  readonly disputeId: string;
  readonly isOpen: boolean;
  /** When it was so, by PayPal's clock, in whole seconds. */
  readonly asOf: Date;
}

/**
 * Whether news of a dispute outdates what is known of it, in whatever order the two arrive. Of two in one
 * second the end counts: a dispute that was opened again was so later.
 */
export function outdates(news: DisputeNews, known: Omit<DisputeNews, "disputeId">): boolean {
  const [newer, older] = [news.asOf.getTime(), known.asOf.getTime()];
  return newer === older ? known.isOpen && !news.isOpen : newer > older;
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
