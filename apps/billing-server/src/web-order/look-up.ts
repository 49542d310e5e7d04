import type { Order, PayPalOrderId } from "../domain/order.ts";
import type { DeliveryLookup } from "../ports/web-order.ts";
import type { Downstream } from "./downstream.ts";
import { mayBeRowOf, type Row } from "./list-row.ts";
import { refusalSchema } from "./refusal.ts";
import { type WalkedList, walkList } from "./walk-list.ts";

/** What one user's list said, or why it said nothing. */
export type UserLookup =
  | DeliveryLookup
  /** This list can't say it, web-order's whole list may: a 500 of its own, or a row that can't be read. */
  | { readonly kind: "unlisted" }
  /** web-order gave no answer of its own. */
  | { readonly kind: "unreachable"; readonly reason: string };

/**
 * Whether web-order has an order, by its user's list: one page for nearly everybody, read in one
 * piece, however long the whole list is and however fast it grows. web-order asks PayPal about each
 * order in it, and answers 500 when PayPal can't be reached. Never rejects.
 */
export async function lookUpByUser(downstream: Downstream, order: Order): Promise<UserLookup> {
  const sightings = watchFor([order]);
  const which = { user_id: order.userIdAtWebOrder };
  try {
    const walked = await walkList(downstream, which, sightings.see);
    const lookup = sightings.of(order, walked);
    if (lookup.kind === "found") return lookup;
    if (walked.end === "complete") return lookup.kind === "absent" ? lookup : { kind: "unlisted" };
    if (walked.end !== "refused") return lookup;
    if (refusalSchema.safeParse(walked.answer.body).success) return { kind: "unlisted" };
    return { kind: "unreachable", reason: `HTTP ${walked.answer.status}` };
  } catch (error) {
    return { kind: "unreachable", reason: String(error) };
  }
}

/**
 * Which of these orders web-order has, by one walk over its whole list. A row proves that the order
 * arrived; only a complete walk without one proves that it didn't, and only when each of its rows is
 * known to be another order's. Never rejects.
 */
export async function lookUpInAll(
  downstream: Downstream,
  orders: readonly Order[],
): Promise<ReadonlyMap<PayPalOrderId, DeliveryLookup>> {
  const sightings = watchFor(orders);
  const walked = await walkList(downstream, {}, sightings.see).catch(String);
  return new Map(orders.map((order) => [order.paypalOrderId, sightings.of(order, walked)]));
}

/** What was seen of some orders on a walk; `see` is true once all of them were met. */
interface Sightings {
  see(row: Row): boolean;
  /** What the walk says of one of them; a text is why the walk failed. */
  of(order: Order, walked: WalkedList | string): DeliveryLookup;
}

function watchFor(orders: readonly Order[]): Sightings {
  const byPayPalId = new Map<string, Order>(orders.map((order) => [order.paypalOrderId, order]));
  const met = new Map<Order, Row>();
  const doubtful = new Map<Order, Row>();
  return {
    see: (row) => {
      if (row.paypalId === null) {
        for (const order of orders) if (mayBeRowOf(row, order)) doubtful.set(order, row);
        return false;
      }
      const order = byPayPalId.get(row.paypalId);
      if (order) met.set(order, row);
      return met.size === byPayPalId.size;
    },
    of: (order, walked) => {
      const row = met.get(order);
      if (row) return { kind: "found", webOrderId: row.id };
      const doubt = doubtful.get(order);
      const lookup = typeof walked === "string" ? unknown(walked) : outcomeOf(walked);
      return lookup.kind === "absent" && doubt ? unknown(doubtText(doubt)) : lookup;
    },
  };
}

const unknown = (reason: string): DeliveryLookup => ({ kind: "unknown", reason });

const doubtText = ({ id }: Row): string =>
  `web-order's list has a row that can't be read and may be this order: ${
    id === null ? "a row without an id" : `id ${id}`
  }.`;

/** What a walk says of an order that it did not meet. */
function outcomeOf(walked: WalkedList): DeliveryLookup {
  switch (walked.end) {
    // Ended early, every order was met: there is none left that this is about.
    case "met":
    case "complete":
      return { kind: "absent" };
    case "moved":
      return unknown("The list of web-order moved while it was read.");
    case "too_long":
      return unknown("The list of web-order is too long.");
    case "refused":
      return unknown(`web-order answered ${walked.answer.status} to its list.`);
  }
}
