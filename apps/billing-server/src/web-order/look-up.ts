import type { Order, PayPalOrderId } from "../domain/order.ts";
import type { DeliveryLookup } from "../ports/web-order.ts";
import { mayBelongTo, type Row } from "./list-row.ts";
import type { WebOrderEndpoint } from "./post-json.ts";
import { refusalSchema } from "./refusal.ts";
import { type ListScan, scanList } from "./scan-list.ts";

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
export async function lookUpByUser(endpoint: WebOrderEndpoint, order: Order): Promise<UserLookup> {
  const search = searchFor([order]);
  const which = { user_id: order.userIdAtWebOrder };
  try {
    const scan = await scanList(endpoint, which, search.see);
    const lookup = search.of(order, scan);
    if (lookup.kind === "found") return lookup;
    if (scan.end === "complete") return lookup.kind === "absent" ? lookup : { kind: "unlisted" };
    if (scan.end !== "refused") return lookup;
    if (refusalSchema.safeParse(scan.answer.body).success) return { kind: "unlisted" };
    return { kind: "unreachable", reason: `HTTP ${scan.answer.status}` };
  } catch (error) {
    return { kind: "unreachable", reason: String(error) };
  }
}

/**
 * Which of these orders web-order has, by one scan over its whole list. A row proves that the order
 * arrived; only a complete scan without one proves that it didn't, and only when each of its rows is
 * known to be another order's. Never rejects.
 */
export async function lookUpInAll(
  endpoint: WebOrderEndpoint,
  orders: readonly Order[],
): Promise<ReadonlyMap<PayPalOrderId, DeliveryLookup>> {
  const search = searchFor(orders);
  const scan = await scanList(endpoint, {}, search.see).catch(String);
  return new Map(orders.map((order) => [order.paypalOrderId, search.of(order, scan)]));
}

/** What was seen of some orders on a scan; `see` is true once all of them were met. */
interface OrderSearch {
  see(row: Row): boolean;
  /** What the scan says of one of them; a text is why the scan failed. */
  of(order: Order, scan: ListScan | string): DeliveryLookup;
}

function searchFor(orders: readonly Order[]): OrderSearch {
  const byPayPalId = new Map<string, Order>(orders.map((order) => [order.paypalOrderId, order]));
  const met = new Map<Order, Row>();
  const ambiguous = new Map<Order, Row>();
  return {
    see: (row) => {
      if (row.paypalId === null) {
        for (const order of orders) if (mayBelongTo(row, order)) ambiguous.set(order, row);
        return false;
      }
      const order = byPayPalId.get(row.paypalId);
      if (order) met.set(order, row);
      return met.size === byPayPalId.size;
    },
    of: (order, scan) => {
      const row = met.get(order);
      if (row) return { kind: "found", webOrderId: row.id };
      const ambiguousRow = ambiguous.get(order);
      const lookup = typeof scan === "string" ? unknown(scan) : toOutcome(scan);
      return lookup.kind === "absent" && ambiguousRow
        ? unknown(ambiguityReason(ambiguousRow))
        : lookup;
    },
  };
}

const unknown = (reason: string): DeliveryLookup => ({ kind: "unknown", reason });

const ambiguityReason = ({ id }: Row): string =>
  `web-order's list has a row that can't be read and may be this order: ${
    id === null ? "a row without an id" : `id ${id}`
  }.`;

/** What a scan says of an order that it did not meet. */
function toOutcome(scan: ListScan): DeliveryLookup {
  switch (scan.end) {
    // Ended early, every order was met: there is none left that this is about.
    case "met":
    case "complete":
      return { kind: "absent" };
    case "moved":
      return unknown("The list of web-order moved while it was read.");
    case "too_long":
      return unknown("The list of web-order is too long.");
    case "refused":
      return unknown(`web-order answered ${scan.answer.status} to its list.`);
  }
}
