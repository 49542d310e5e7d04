import { isoTime } from "../paypal/clock.ts";
import type { OrderRecord } from "../paypal/order-record.ts";

/** What PayPal answers web-order about an order: any answer but 200 shows nothing. */
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

/** What Go writes of an order that PayPal did not show. */
const noPayPalOrder: ListedPayPalOrder = {
  id: "",
  intent: "",
  status: "",
  purchase_units: null,
  create_time: "",
};

/** The fields that web-order reads of PayPal's order; all empty where PayPal does not show one. */
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
