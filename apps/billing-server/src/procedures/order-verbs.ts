import { approveOrder } from "./approve-order.ts";
import { createOrder } from "./create-order.ts";
import { getOrder } from "./get-order.ts";
import { issueReceipts } from "./issue-receipts.ts";
import { listOwnOrders } from "./list-own-orders.ts";
import { listPricesAndCurrencies } from "./list-prices.ts";
import type { Verbs } from "./verbs.ts";
import { watchOrder } from "./watch-order.ts";

/** The procedures of users and services. */
export const orderVerbs: Verbs<"order"> = {
  prices: listPricesAndCurrencies,
  create: createOrder,
  approve: approveOrder,
  get: getOrder,
  list: listOwnOrders,
  receipt: issueReceipts,
  watch: watchOrder,
};
