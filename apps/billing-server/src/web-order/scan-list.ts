import { z } from "zod";
import { readRow, type Row } from "./list-row.ts";
import { type JsonResponse, type WebOrderEndpoint, postJson } from "./post-json.ts";

// web-order returns at most ten rows per page.
const pageSize = 10;
// Bounds the duration of a job; after this time the result is unknown.
const maxScanMs = 30_000;

const pageSchema = z.array(z.unknown());

/** How a scan ended. Only `complete` proves that an order is not in the list. */
export type ListScan =
  | { readonly end: "found" | "complete" | "changed" | "too_long" }
  | { readonly end: "refused"; readonly response: JsonResponse };

/**
 * Reads web-order's list page by page until `isEnough` returns true for a row. `filter` selects the rows:
 * `{}` for all, or those of one user. Rejects on network errors and on a response that is not a list.
 */
export async function scanList(
  endpoint: WebOrderEndpoint,
  filter: object,
  isEnough: (row: Row) => boolean,
): Promise<ListScan> {
  const deadline = performance.now() + maxScanMs;
  let last: Row | undefined;
  for (let start = 0; performance.now() < deadline; start += pageSize - 1) {
    const path = `${listPath(endpoint.url)}?start=${start}&count=${pageSize}`;
    const response = await postJson(endpoint, { path, body: filter });
    if (response.status !== 200) return { end: "refused", response };
    // A response that is not a list comes from another server and proves nothing.
    const rows = pageSchema.parse(extractList(response.body)).map(readRow);
    if (rows.some(isEnough)) return { end: "found" };
    // Pages overlap by one row. If it differs, the list changed during the scan, and the wanted row may
    // have been missed.
    if (last && rows[0]?.identity !== last.identity) return { end: "changed" };
    if (rows.length !== pageSize) return { end: "complete" };
    last = rows.at(-1);
  }
  return { end: "too_long" };
}

/** The list, or the only list in an object around it. Go encodes an empty list as null. */
function extractList(body: unknown): unknown {
  if (body === null) return [];
  if (typeof body !== "object" || Array.isArray(body)) return body;
  const lists = Object.values(body).filter((value) => value === null || Array.isArray(value));
  return lists.length === 1 ? (lists[0] ?? []) : body;
}

/** The path of the list: `orders` beside the URL for new orders, with or without a trailing slash. */
function listPath({ pathname, origin }: URL): string {
  return new URL("orders", origin + pathname.replace(/\/+$/, "")).pathname;
}
