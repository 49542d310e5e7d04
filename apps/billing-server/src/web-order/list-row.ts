import { z } from "zod";
import type { Order } from "../domain/order.ts";

/** One row of web-order's list; unreadable fields are `null`. */
export interface Row {
  /** web-order's own id. */
  readonly id: number | null;
  readonly paypalId: string | null;
  readonly userId: string | null;
  readonly clusterName: string | null;
  /** Identifies a row that occurs on two pages. */
  readonly identity: string;
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
 * Reads a row in both shapes of web-order's lists: plain in the list of all orders, as `app_order` beside
 * PayPal's order in the list of one user. Never throws: unreadable fields are `null`.
 */
export function readRow(element: unknown): Row {
  const own = readFields(element);
  const paypalOrder = wrappedSchema.safeParse(element);
  const id = own?.id ?? null;
  return {
    id,
    // The id of PayPal's order; empty if PayPal returned none to web-order.
    paypalId: own?.paypal_id ?? paypalOrder.data?.paypal_order.id ?? null,
    userId: own?.user_id ?? null,
    clusterName: own?.cluster_name ?? null,
    identity: id === null ? JSON.stringify(element) : `id ${id}`,
  };
}

/** The fields of the row, or of the nested object that has a PayPal id, whatever its key. */
function readFields(element: unknown): Fields | undefined {
  if (typeof element !== "object" || element === null) return undefined;
  const { app_order: wrapped, ...others } = element as { readonly app_order?: unknown };
  const readable = [wrapped, element, ...Object.values(others)].flatMap((candidate) => {
    const { data } = rowSchema.safeParse(candidate);
    return data ? [data] : [];
  });
  return readable.find((fields) => fields.paypal_id !== null) ?? readable[0];
}

/** Whether a row without a readable PayPal id may belong to an order, judged by its user and cluster name. */
export function mayBelongTo({ userId, clusterName }: Row, { details }: Order): boolean {
  const isOtherUser = userId !== null && userId.toLowerCase() !== details.user_id;
  return !isOtherUser && (clusterName === null || clusterName === details.cluster_name);
}
