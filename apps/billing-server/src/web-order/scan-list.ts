import { z } from "zod";
import { readRow, type Row } from "./list-row.ts";
import { type Answer, type WebOrderEndpoint, postJson } from "./post-json.ts";

// web-order gives at most ten rows a page.
const pageSize = 10;
// A job must not scan for minutes; past this the answer is unknown.
const maxScanMs = 30_000;

const pageSchema = z.array(z.unknown());

/** How a scan ended: only `complete` proves what is not in the list. */
export type ListScan =
  | { readonly end: "met" | "complete" | "moved" | "too_long" }
  | { readonly end: "refused"; readonly answer: Answer };

/**
 * Shows each row of web-order's list until `isEnough`. `which` picks the rows: `{}` for all, or those
 * of one user. Rejects on network faults and on what is no list.
 */
export async function scanList(
  endpoint: WebOrderEndpoint,
  which: object,
  isEnough: (row: Row) => boolean,
): Promise<ListScan> {
  const deadline = performance.now() + maxScanMs;
  let last: Row | undefined;
  for (let start = 0; performance.now() < deadline; start += pageSize - 1) {
    const path = `${listPath(endpoint.url)}?start=${start}&count=${pageSize}`;
    const answer = await postJson(endpoint, { path, body: which });
    if (answer.status !== 200) return { end: "refused", answer };
    // What is no list at all is another server's page and proves nothing.
    const rows = pageSchema.parse(listIn(answer.body)).map(readRow);
    if (rows.some(isEnough)) return { end: "met" };
    // Pages overlap by one row: when that one is not in its place, rows came or went or changed
    // places while we read, and the one we look for may have been missed.
    if (last && rows[0]?.mark !== last.mark) return { end: "moved" };
    if (rows.length !== pageSize) return { end: "complete" };
    last = rows.at(-1);
  }
  return { end: "too_long" };
}

/** The list itself, or the only list in the object around it; Go writes an empty one as null. */
function listIn(body: unknown): unknown {
  if (body === null) return [];
  if (typeof body !== "object" || Array.isArray(body)) return body;
  const lists = Object.values(body).filter((value) => value === null || Array.isArray(value));
  return lists.length === 1 ? (lists[0] ?? []) : body;
}

/** The list stands beside the address that orders are POSTed to, whether that ends in a slash or not. */
function listPath({ pathname, origin }: URL): string {
  return new URL("orders", origin + pathname.replace(/\/+$/, "")).pathname;
}
