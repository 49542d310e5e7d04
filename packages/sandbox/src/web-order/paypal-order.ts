import { isoTime } from "../paypal/clock.ts";
import type { OrderRecord } from "../paypal/order-record.ts";

/** The result of web-order's request to PayPal. Any status but 200 counts as `not_shown`. */
export type PayPalView =
  | { readonly kind: "shown"; readonly order: OrderRecord }
  | { readonly kind: "not_shown" }
  | { readonly kind: "unreachable" };

/** PayPal's order as web-order lists it beside its own. */
export interface ListedPayPalOrder {
  readonly id: string;
  readonly intent: string;
  readonly status: string;
  readonly purchase_units: readonly object[] | null;
  readonly create_time: string;
}

/** Go's zero value, for an order that PayPal did not show. */
const noPayPalOrder: ListedPayPalOrder = {
  id: "",
  intent: "",
  status: "",
  purchase_units: null,
  create_time: "",
};

/** The fields that web-order lists of PayPal's order; all empty if PayPal does not show one. */
export function listedPayPalOrder(order: OrderRecord | undefined): ListedPayPalOrder {
  if (!order) return noPayPalOrder;
  return {
    id: order.id,
    intent: order.intent,
    status: order.status,
    purchase_units: order.purchase_units.map(({ reference_id, amount, payee }) => ({
      reference_id,
      amount: { currency_code: amount.currency_code, value: amount.value },
      payee,
    })),
    create_time: isoTime(order.createdAt),
  };
}
