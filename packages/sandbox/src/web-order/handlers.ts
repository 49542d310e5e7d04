import { http, type HttpHandler } from "msw";
import { withFaults } from "../http/with-faults.ts";
import { listOrders } from "./list-orders.ts";
import { receiveOrder } from "./receive-order.ts";
import { showOrder } from "./show-order.ts";
import type { WebOrderSandbox } from "./web-order-sandbox.ts";

/** web-order as msw request handlers, for any host. */
export function webOrderHandlers(webOrder: WebOrderSandbox): HttpHandler[] {
  return [
    http.post(
      /^https?:\/\/[^/]+\/order$/,
      withFaults(webOrder, "order.create", (call) => receiveOrder(webOrder, call)),
    ),
    http.get(
      /^https?:\/\/[^/]+\/order\/[^/]+$/,
      withFaults(webOrder, "order.get", (call) => showOrder(webOrder, call)),
    ),
    http.post(
      /^https?:\/\/[^/]+\/orders$/,
      withFaults(webOrder, "orders.list", (call) => listOrders(webOrder, call)),
    ),
  ];
}
