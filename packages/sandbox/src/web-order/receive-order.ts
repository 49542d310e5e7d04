import type { Call } from "../http/call.ts";
import { errorResponse } from "./error-response.ts";
import { readOrder } from "./order-row.ts";
import type { WebOrderSandbox } from "./web-order-sandbox.ts";

/**
 * `POST /order`: creates a row for every request, even with the same `paypal_id`, and returns 201. The row is
 * also stored if the provisioner is unreachable and the response is a 500.
 */
export function receiveOrder(webOrder: WebOrderSandbox, { json }: Call): Response {
  const order = readOrder(json);
  if ("error" in order) return errorResponse(400, order.error);
  const refusal = webOrder.findRefusal(order.row.cluster_name);
  if (refusal) return errorResponse(refusal.status, refusal.error);
  const row = webOrder.insert(order.row);
  if (!webOrder.isProvisionerReachable) return errorResponse(500, "the provisioner is unreachable");
  return Response.json(row, { status: 201 });
}
