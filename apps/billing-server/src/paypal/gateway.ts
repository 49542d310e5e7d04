import { formatMoney } from "@onekonsole/billing-contract";
import sdk, { type SdkRequest } from "@paypal/checkout-server-sdk";
import type {
  CaptureOrder,
  OpenOrder,
  PayPalGateway,
  PayPalOrder,
  PayPalResult,
} from "../domain/paypal-gateway.ts";
import { type CallLimits, callPayPal, usualLimits } from "./attempt.ts";
import type { BillingPayPalClient } from "./client.ts";
import { parsePayPalOrder } from "./wire.ts";

const { orders } = sdk;

/** PayPal behind the SDK's requests; see the port for what each method promises. */
export function createPayPalGateway(
  client: BillingPayPalClient,
  { interactive, background }: CallLimits = usualLimits,
): PayPalGateway {
  const parse = parsePayPalOrder;
  return {
    createOrder: async (order) => {
      const request = createRequest(order);
      const result = await callPayPal({ client, request, limits: interactive, parse });
      return asAsked(order, result);
    },
    getOrder: (id, patience) => {
      const limits = patience === "interactive" ? interactive : background;
      return callPayPal({ client, request: new orders.OrdersGetRequest(id), limits, parse });
    },
    captureOrder: (capture) =>
      callPayPal({ client, request: captureRequest(capture), limits: background, parse }),
  };
}

/** The PayPal order we open: one purchase unit, our id in `custom_id`, nothing to ship. */
function createRequest(order: OpenOrder): SdkRequest {
  const request = new orders.OrdersCreateRequest();
  request.headers["PayPal-Request-Id"] = `${order.orderId}:create`;
  // The full answer names the payee, whom the capture is compared with.
  request.headers["Prefer"] = "return=representation";
  request.requestBody({
    intent: "CAPTURE",
    purchase_units: [
      {
        custom_id: order.orderId,
        description: `Managed Kubernetes cluster ${order.clusterName}`,
        amount: formatMoney(order.amount, order.currency),
      },
    ],
    application_context: {
      brand_name: "OneKonsole",
      shipping_preference: "NO_SHIPPING",
      user_action: "PAY_NOW",
      ...(order.returnUrl ? { return_url: order.returnUrl } : {}),
      ...(order.cancelUrl ? { cancel_url: order.cancelUrl } : {}),
    },
  });
  return request;
}

function captureRequest({ paypalOrderId, idempotencyKey }: CaptureOrder): SdkRequest {
  const request = new orders.OrdersCaptureRequest(paypalOrderId);
  request.headers["PayPal-Request-Id"] = idempotencyKey;
  request.headers["Prefer"] = "return=representation";
  request.requestBody({});
  return request;
}

/** A replayed key could answer with somebody else's order; then nobody may be sent to pay it. */
function asAsked(asked: OpenOrder, result: PayPalResult<PayPalOrder>): PayPalResult<PayPalOrder> {
  if (!result.ok) return result;
  const { amount, currency, customId } = result.value;
  const same =
    (amount === null || amount === asked.amount) &&
    (currency === null || currency === asked.currency) &&
    (customId === null || customId === asked.orderId);
  if (same) return result;
  const failure = { kind: "refused", issue: "ORDER_DIFFERS", debugId: result.debugId } as const;
  return { ok: false, failure };
}
