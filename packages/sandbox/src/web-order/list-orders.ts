import { z } from "zod";
import type { Call } from "../http/call.ts";
import { errorResponse } from "./error-response.ts";
import type { OrderRow } from "./order-row.ts";
import { listedPayPalOrder } from "./paypal-order.ts";
import type { WebOrderSandbox } from "./web-order-sandbox.ts";

const pageLimit = 10;

/**
 * `POST /orders?start=&count=`: a page of at most ten orders, in no promised order. The list of
 * all orders has plain rows. The list of one user, by `user_id`, has each row beside PayPal's order, and is
 * `null` if it is empty.
 */
export function listOrders(webOrder: WebOrderSandbox, call: Call): Response {
  const page = parsePage(call.url.searchParams);
  if (!page) return errorResponse(400, "start and count must be whole numbers");
  const filter = parseFilter(call);
  if (!filter)
    return errorResponse(500, "json: cannot unmarshal into Go value of map[string]string");
  const { user_id: userId } = filter;
  const rows = webOrder.listing.page(page.start, page.count, userId);
  return userId ? listOfUser(webOrder, rows) : Response.json(rows);
}

function parsePage(query: URLSearchParams): { start: number; count: number } | undefined {
  const start = Number(query.get("start") ?? 0);
  const count = Number(query.get("count") ?? pageLimit);
  if (!Number.isInteger(start) || start < 0 || !Number.isInteger(count)) return undefined;
  return { start, count: count < 1 || count > pageLimit ? pageLimit : count };
}

const filterSchema = z.record(z.string(), z.string()).nullable();

/** The filter in the body, an object of strings; empty without a body, undefined if invalid. */
function parseFilter({ text, json }: Call): Readonly<Record<string, string>> | undefined {
  if (text === "") return {};
  const { success, data } = filterSchema.safeParse(json);
  return success ? (data ?? {}) : undefined;
}

function listOfUser(webOrder: WebOrderSandbox, rows: readonly OrderRow[]): Response {
  const wrapped: object[] = [];
  for (const row of rows) {
    const view = webOrder.viewAtPayPal(row.paypal_id);
    if (view.kind === "unreachable")
      return errorResponse(500, "Could not retrieve paypal order details");
    const order = view.kind === "shown" ? view.order : undefined;
    wrapped.push({ app_order: row, paypal_order: listedPayPalOrder(order) });
  }
  return Response.json(wrapped.length === 0 ? null : wrapped);
}
