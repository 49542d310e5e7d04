import { z } from "zod";
import type { PayPalOrderId } from "../domain/order.ts";
import type { DeliveryLookup } from "../domain/web-order.ts";
import { type Downstream, postJson } from "./downstream.ts";

// web-order gives at most ten rows a page.
const pageSize = 10;
// A job must not walk for minutes; past this the answer is unknown.
const longestWalkMs = 30_000;

const pageSchema = z.array(z.object({ id: z.int(), paypal_id: z.string() }));
type Row = z.output<typeof pageSchema>[number];

const moved: DeliveryLookup = {
  kind: "unknown",
  reason: "The list of web-order moved while it was read.",
};

/**
 * Which of these orders web-order has, by one walk over its list: it has no query by PayPal id, and
 * its query by user fails when one of the user's orders has expired at PayPal. A row proves that the
 * order arrived; only a complete walk without one proves that it didn't. Never rejects.
 */
export async function lookUp(
  downstream: Downstream,
  ids: ReadonlySet<PayPalOrderId>,
): Promise<ReadonlyMap<PayPalOrderId, DeliveryLookup>> {
  const found = new Map<string, DeliveryLookup>();
  const others = await walk(downstream, (row) => {
    if (ids.has(row.paypal_id as PayPalOrderId))
      found.set(row.paypal_id, { kind: "found", webOrderId: row.id });
    return found.size === ids.size;
  });
  return new Map([...ids].map((id) => [id, found.get(id) ?? others]));
}

/** Shows each row until `isEnough`; what the walk says of the orders that it did not meet. */
async function walk(
  downstream: Downstream,
  isEnough: (row: Row) => boolean,
): Promise<DeliveryLookup> {
  try {
    const deadline = performance.now() + longestWalkMs;
    let last: Row | undefined;
    for (let start = 0; performance.now() < deadline; start += pageSize - 1) {
      const rows = await readPage(downstream, start);
      // Every order was met: nobody is left whom this tells anything.
      if (rows.some(isEnough)) return { kind: "absent" };
      // Pages overlap by one row: when that one is not in its place, rows came or went or changed
      // places while we read, and the one we look for may have been missed.
      if (last && rows[0]?.id !== last.id) return moved;
      if (rows.length !== pageSize) return { kind: "absent" };
      last = rows.at(-1);
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
