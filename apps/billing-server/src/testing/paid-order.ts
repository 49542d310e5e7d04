import { randomUUID } from "node:crypto";
import type { Order, OrderId, PayPalOrderId } from "../domain/order.ts";
import { capturedOrder } from "./sample-order.ts";

/** A captured order with unique ids, ready for delivery. */
export function paidOrder(changes: Partial<Order> = {}): Order {
  const id = randomUUID();
  return capturedOrder({
    id: id as OrderId,
    paypalOrderId: `P-${id}` as PayPalOrderId,
    captureId: `C-${id}`,
    ...changes,
  });
}
