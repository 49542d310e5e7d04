import { bill } from "./en/bill.ts";
import { checkout } from "./en/checkout.ts";
import { errors } from "./en/errors.ts";
import { history } from "./en/history.ts";
import { layout } from "./en/layout.ts";
import { order } from "./en/order.ts";
import { orders } from "./en/orders.ts";
import { outlook } from "./en/outlook.ts";
import { payPalWindow } from "./en/paypal-window.ts";
import { receipt } from "./en/receipt.ts";
import { seller } from "./en/seller.ts";
import { states } from "./en/states.ts";
import { staticPages } from "./en/static-pages.ts";
import { unknownOrder } from "./en/unknown-order.ts";

/** The English texts. */
export const en = {
  bill,
  checkout,
  errors,
  history,
  layout,
  order,
  orders,
  outlook,
  payPalWindow,
  receipt,
  seller,
  states,
  staticPages,
  unknownOrder,
};
