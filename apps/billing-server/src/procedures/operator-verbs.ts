import { addEndpoint } from "./operator/add-endpoint.ts";
import { closeOrder } from "./operator/close-order.ts";
import { closeUnmatchedPayment } from "./operator/close-unmatched-payment.ts";
import {
  enableEndpoint,
  removeEndpoint,
  resendEvents,
  rotateEndpointSecret,
} from "./operator/endpoint-acts.ts";
import { listDispatches } from "./operator/list-dispatches.ts";
import { listEndpoints } from "./operator/list-endpoints.ts";
import { listOrders } from "./operator/list-orders.ts";
import { listUnmatchedPayments } from "./operator/list-unmatched-payments.ts";
import { presentChangedOrder } from "./operator/present-order.ts";
import { reconcileOrders } from "./operator/reconcile-orders.ts";
import { refundPayment } from "./operator/refund-payment.ts";
import { reportMoney } from "./operator/report-money.ts";
import { retryOrder } from "./operator/retry-order.ts";
import { showOrder } from "./operator/show-order.ts";
import type { Verbs } from "./verbs.ts";

/** The procedures of operators. */
export const operatorVerbs: Verbs<"operator"> = {
  orders: listOrders,
  order: showOrder,
  retry: async (deps, call) => presentChangedOrder(deps, await retryOrder(deps, call)),
  refund: async (deps, call) => presentChangedOrder(deps, await refundPayment(deps, call)),
  close: async (deps, call) => presentChangedOrder(deps, await closeOrder(deps, call)),
  reconcile: reconcileOrders,
  unmatchedPayments: listUnmatchedPayments,
  closeUnmatchedPayment,
  money: reportMoney,
  endpoints: listEndpoints,
  addEndpoint,
  removeEndpoint,
  enableEndpoint,
  rotateEndpointSecret,
  dispatches: listDispatches,
  resendEvents,
};
