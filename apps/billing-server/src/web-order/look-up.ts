import { z } from "zod";
import type { PayPalOrderId } from "../domain/order.ts";
import type { DeliveryLookup } from "../domain/web-order.ts";
import { type Downstream, postJson } from "./downstream.ts";

const pageSize = 10;
// web-order gives at most ten rows a page; past this many the walk is given up as unknown.
const mostPages = 2_000;

const pageSchema = z.array(z.object({ id: z.int(), paypal_id: z.string() }));

/**
 * Whether web-order has an order, by walking its list: it has no query by PayPal id, and its query
 * by user fails when one of the user's orders has expired at PayPal. A row proves that the order
 * arrived; only a complete walk without one proves that it didn't.
 */
export async function lookUp(
  downstream: Downstream,
  paypalOrderId: PayPalOrderId,
): Promise<DeliveryLookup> {
  try {
    const seen = new Set<number>();
    for (let page = 0; page < mostPages; page += 1) {
      const rows = await readPage(downstream, page * pageSize);
      const row = rows.find(({ paypal_id: id }) => id === paypalOrderId);
      if (row) return { kind: "found", webOrderId: row.id };
      // The list has no promised order. A row met twice shows that it moved while we read, and then
      // another one may have been missed; a walk without repeats has seen them all.
      if (rows.some(({ id }) => seen.has(id)))
        return { kind: "unknown", reason: "The list of web-order moved while it was read." };
      for (const { id } of rows) seen.add(id);
      if (rows.length !== pageSize) return { kind: "absent" };
    }
    return { kind: "unknown", reason: "The list of web-order is too long." };
  } catch (error) {
    return { kind: "unknown", reason: String(error) };
  }
}

async function readPage(downstream: Downstream, start: number) {
  const path = `${listPath(downstream.url)}?start=${start}&count=${pageSize}`;
  const { status, body } = await postJson(downstream, { path, body: {} });
  if (status !== 200) throw new Error(`web-order answered ${status} to its list.`);
  // No JSON at all is somebody else's page and proves nothing.
  return pageSchema.parse(listIn(body));
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
