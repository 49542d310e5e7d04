import type { Call } from "../http/call.ts";
import { errorResponse } from "./error-response.ts";
import { readOrder } from "./order-row.ts";
import type { WebOrderSandbox } from "./web-order-sandbox.ts";

/**
 * `POST /order`: 201 and the order with its id, again and again for the same `paypal_id`. The row is
 * kept when the service behind can't be reached and the answer is a 500.
 */
export function receiveOrder(webOrder: WebOrderSandbox, { json }: Call): Response {
  const order = readOrder(json);
  if ("error" in order) return errorResponse(400, order.error);
  const refusal = webOrder.refusalOf(order.row.cluster_name);
  if (refusal) return errorResponse(refusal.status, refusal.error);
  const row = webOrder.insert(order.row);
  if (!webOrder.isProvisionerReachable) return errorResponse(500, "provisioning can't be reached");
  return Response.json(row, { status: 201 });
}
