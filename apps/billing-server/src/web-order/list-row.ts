import { z } from "zod";
import type { Order } from "../domain/order.ts";

/** What is legible of one row of web-order's list; `null` is what is not. */
export interface Row {
  /** web-order's own id. */
  readonly id: number | null;
  readonly paypalId: string | null;
  readonly userId: string | null;
  readonly clusterName: string | null;
  /** The same for the same row of two pages. */
  readonly mark: string;
}

const idSchema = z.union([
  z.int().positive(),
  z
    .string()
    .regex(/^[1-9]\d{0,14}$/)
    .transform(Number),
]);
const rowSchema = z.object({
  id: idSchema.nullable().catch(null),
  paypal_id: z.string().min(1).nullable().catch(null),
  user_id: z.string().nullable().catch(null),
  cluster_name: z.string().nullable().catch(null),
});
type Fields = z.output<typeof rowSchema>;

const wrappedSchema = z.object({ paypal_order: z.object({ id: z.string().min(1) }) });

/**
 * Reads a row in both shapes of web-order's lists: plain in the list of all orders, as the `app_order`
 * beside PayPal's order in the list of one user. Never throws: a row of another shape has `null`s.
 */
export function readRow(element: unknown): Row {
  const own = readFields(element);
  const paypalOrder = wrappedSchema.safeParse(element);
  const id = own?.id ?? null;
  return {
    id,
    // PayPal's own id of the order that web-order has: empty where PayPal does not show it.
    paypalId: own?.paypal_id ?? paypalOrder.data?.paypal_order.id ?? null,
    userId: own?.user_id ?? null,
    clusterName: own?.cluster_name ?? null,
    mark: id === null ? JSON.stringify(element) : `id ${id}`,
  };
}

/** The fields of the row itself or of the object in it that names a PayPal order, whatever its name. */
function readFields(element: unknown): Fields | undefined {
  if (typeof element !== "object" || element === null) return undefined;
  const { app_order: wrapped, ...others } = element as { readonly app_order?: unknown };
  const legible = [wrapped, element, ...Object.values(others)].flatMap((candidate) => {
    const { data } = rowSchema.safeParse(candidate);
    return data ? [data] : [];
  });
  return legible.find((fields) => fields.paypal_id !== null) ?? legible[0];
}

/** Whether a row without a legible PayPal id may be this order's, for all else that can be read of it. */
export function mayBelongTo({ userId, clusterName }: Row, { details }: Order): boolean {
  const isOtherUser = userId !== null && userId.toLowerCase() !== details.user_id;
  return !isOtherUser && (clusterName === null || clusterName === details.cluster_name);
}
