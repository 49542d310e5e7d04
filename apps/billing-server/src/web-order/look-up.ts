import type { Order, PayPalOrderId } from "../domain/order.ts";
import type { DeliveryLookup } from "../ports/web-order.ts";
import { mayBelongTo, type Row } from "./list-row.ts";
import type { WebOrderEndpoint } from "./post-json.ts";
import { refusalSchema } from "./refusal.ts";
import { type ListScan, scanList } from "./scan-list.ts";

/** The result of a lookup in one user's list. */
export type UserLookup =
  | DeliveryLookup
  /** Not decided by this list, so the list of all orders is scanned: a 500 of web-order, or an unreadable row. */
  | { readonly kind: "unlisted" }
  /** web-order itself did not respond. */
  | { readonly kind: "unreachable"; readonly reason: string };

/**
 * Looks up an order in its user's list, which is one page for most users. web-order queries PayPal for each
 * order in it, and returns 500 if PayPal is unreachable. Never rejects.
 */
export async function lookUpByUser(endpoint: WebOrderEndpoint, order: Order): Promise<UserLookup> {
  const search = searchFor([order]);
  const filter = { user_id: order.userIdAtWebOrder };
  try {
    const scan = await scanList(endpoint, filter, search.addRow);
    const lookup = search.result(order, scan);
    if (lookup.kind === "found") return lookup;
    if (scan.end === "complete") return lookup.kind === "absent" ? lookup : { kind: "unlisted" };
    if (scan.end !== "refused") return lookup;
    if (refusalSchema.safeParse(scan.response.body).success) return { kind: "unlisted" };
    return { kind: "unreachable", reason: `HTTP ${scan.response.status}` };
  } catch (error) {
    return { kind: "unreachable", reason: String(error) };
  }
}

/**
 * Looks up several orders in one scan of web-order's list of all orders. A row proves that an order arrived.
 * Only a complete scan proves that it did not, and only if no row is ambiguous. Never rejects.
 */
export async function lookUpInAll(
  endpoint: WebOrderEndpoint,
  orders: readonly Order[],
): Promise<ReadonlyMap<PayPalOrderId, DeliveryLookup>> {
  const search = searchFor(orders);
  const scan = await scanList(endpoint, {}, search.addRow).catch(String);
  return new Map(orders.map((order) => [order.paypalOrderId, search.result(order, scan)]));
}

/** A search for orders in a scanned list. `addRow` returns true once all orders are found. */
interface OrderSearch {
  addRow(row: Row): boolean;
  /** The result for one order; if the scan failed, `scan` is the reason. */
  result(order: Order, scan: ListScan | string): DeliveryLookup;
}

function searchFor(orders: readonly Order[]): OrderSearch {
  const byPayPalId = new Map<string, Order>(orders.map((order) => [order.paypalOrderId, order]));
  const found = new Map<Order, Row>();
  const ambiguous = new Map<Order, Row>();
  return {
    addRow: (row) => {
      if (row.paypalId === null) {
        for (const order of orders) if (mayBelongTo(row, order)) ambiguous.set(order, row);
        return false;
      }
      const order = byPayPalId.get(row.paypalId);
      if (order) found.set(order, row);
      return found.size === byPayPalId.size;
    },
    result: (order, scan) => {
      const row = found.get(order);
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
  `web-order's list has an unreadable row that may be this order: ${
    id === null ? "a row without an id" : `id ${id}`
  }.`;

/** The result for an order that the scan did not find. */
function toOutcome(scan: ListScan): DeliveryLookup {
  switch (scan.end) {
    // A scan ends with "found" only if every order was found.
    case "found":
    case "complete":
      return { kind: "absent" };
    case "changed":
      return unknown("web-order's list changed during the scan.");
    case "too_long":
      return unknown("Scanning web-order's list took more than 30 s.");
    case "refused":
      return unknown(`web-order returned HTTP ${scan.response.status} for its list.`);
  }
}
