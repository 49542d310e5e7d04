import { z } from "zod";
import type { OrderOrigin } from "../ports/paypal-gateway.ts";

const originSchema = z.object({
  id: z.string(),
  create_time: z.string().pipe(z.coerce.date()).nullish().catch(null),
  purchase_units: z.array(z.object({ reference_id: z.string() })).min(1),
});

/**
 * Whether our service created the order: it sets the seal as `reference_id`. PayPal gives every order a
 * `reference_id`, so a response without one is unusable (`null`).
 */
export function parseOrigin(
  body: unknown,
  { id, seal }: { readonly id: string; readonly seal: string },
): OrderOrigin | null {
  const { data } = originSchema.safeParse(body);
  if (data?.id !== id) return null;
  const isSealed = data.purchase_units[0]?.reference_id === seal;
  return { isSealed, createdAt: data.create_time ?? null };
}
