import type { en } from "./en.ts";
import { bill } from "./fr/bill.ts";
import { checkout } from "./fr/checkout.ts";
import { errors } from "./fr/errors.ts";
import { history } from "./fr/history.ts";
import { layout } from "./fr/layout.ts";
import { orderCodes } from "./fr/order-codes.ts";
import { order } from "./fr/order.ts";
import { orders } from "./fr/orders.ts";
import { outlook } from "./fr/outlook.ts";
import { payPalWindow } from "./fr/paypal-window.ts";
import { receipt } from "./fr/receipt.ts";
import { seller } from "./fr/seller.ts";
import { states } from "./fr/states.ts";
import { staticPages } from "./fr/static-pages.ts";
import { unknownOrder } from "./fr/unknown-order.ts";
import type { OrderCodeTexts } from "./order-codes.ts";

/** The French texts. A narrow no-break space, written \u202f, stands before : ; ! ? and inside « ». */
export const fr: typeof en & { readonly orderCodes: OrderCodeTexts } = {
  bill,
  checkout,
  errors,
  history,
  layout,
  order,
  orderCodes,
  orders,
  outlook,
  payPalWindow,
  receipt,
  seller,
  states,
  staticPages,
  unknownOrder,
};
