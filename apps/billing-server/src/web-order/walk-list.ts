import { z } from "zod";
import { type Answer, type Downstream, postJson } from "./downstream.ts";
import { readRow, type Row } from "./list-row.ts";

// web-order gives at most ten rows a page.
const pageSize = 10;
// A job must not walk for minutes; past this the answer is unknown.
const longestWalkMs = 30_000;

const pageSchema = z.array(z.unknown());

/** How a walk ended: only `complete` proves what is not in the list. */
export type WalkedList =
  | { readonly end: "met" | "complete" | "moved" | "too_long" }
  | { readonly end: "refused"; readonly answer: Answer };

/**
 * Shows each row of web-order's list until `isEnough`. `which` picks the rows: `{}` for all, or those
 * of one user. Rejects on network faults and on what is no list.
 */
export async function walkList(
  downstream: Downstream,
  which: object,
  isEnough: (row: Row) => boolean,
): Promise<WalkedList> {
  const deadline = performance.now() + longestWalkMs;
  let last: Row | undefined;
  for (let start = 0; performance.now() < deadline; start += pageSize - 1) {
    const path = `${listPath(downstream.url)}?start=${start}&count=${pageSize}`;
    const answer = await postJson(downstream, { path, body: which });
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
