import { formatMoney } from "@onekonsole/billing-contract";
import sdk, { type SdkRequest } from "@paypal/checkout-server-sdk";
import type { PayPalOrderId } from "../domain/order.ts";
import type { PayPalOrder } from "../domain/paypal-order.ts";
import type { PayPalResult } from "../domain/paypal-result.ts";
import type { Breaker } from "../ports/breaker.ts";
import type { CallObserver } from "../ports/call-observer.ts";
import type {
  CaptureOrder,
  OpenOrder,
  PayPalGateway,
  RefundCapture,
} from "../ports/paypal-gateway.ts";
import { withSafeApproveUrl } from "./approve-url.ts";
import { type CallLimits, callPayPal, usualLimits } from "./attempt.ts";
import type { BillingPayPalClient } from "./client.ts";
import { parseOrigin, parsePayPalOrder, parseRefund } from "./wire.ts";

const { orders, payments } = sdk;

export interface PayPalGatewayOptions {
  readonly client: BillingPayPalClient;
  readonly breaker: Breaker;
  readonly observer?: CallObserver;
  readonly limits?: CallLimits;
}

/** PayPal behind the SDK's requests; see the port for what each method promises. */
export function createPayPalGateway(options: PayPalGatewayOptions): PayPalGateway {
  const { limits = usualLimits, ...via } = options;
  const { interactive, background } = limits;
  const parse = (body: unknown): PayPalOrder | null => {
    const order = parsePayPalOrder(body);
    return order && withSafeApproveUrl(order, via.client.environment.baseUrl);
  };
  /** An answer about another order is none: a cache in between must not pay for this one with that. */
  const parseOrder = (id: PayPalOrderId) => (body: unknown) => {
    const order = parse(body);
    return order?.id === id ? order : null;
  };
  return {
    createOrder: async (order) => {
      const request = createRequest(order, via.client.seal(order.orderId));
      const call = { ...via, operation: "create", request, limits: interactive, parse };
      return asAsked(order, await callPayPal(call));
    },
    getOrder: async (id, timeoutProfile) => {
      const call = { ...via, operation: "get_order", limits: limits[timeoutProfile] };
      const ask = (request: SdkRequest) => callPayPal({ ...call, request, parse: parseOrder(id) });
      const seen = await ask(new orders.OrdersGetRequest(id));
      return hidesPayments(seen) ? withPayments(seen, await ask(paymentsRequest(id))) : seen;
    },
    getOrigin: (id, orderId) => {
      const request = new orders.OrdersGetRequest(id);
      const call = { ...via, operation: "get_order", request, limits: background };
      const seal = via.client.seal(orderId);
      return callPayPal({ ...call, parse: (body) => parseOrigin(body, { id, seal }) });
    },
    captureOrder: (capture) => {
      const request = captureRequest(capture);
      const call = { ...via, operation: "capture", request, limits: background };
      return callPayPal({ ...call, parse: parseOrder(capture.paypalOrderId) });
    },
    refundCapture: (refund) => {
      const request = refundRequest(refund);
      const call = { ...via, operation: "refund", request, limits: background };
      return callPayPal({ ...call, parse: parseRefund });
    },
    getRefund: (id) => {
      const request = new payments.RefundsGetRequest(id);
      const call = { ...via, operation: "get_refund", request, limits: background };
      return callPayPal({ ...call, parse: parseRefund });
    },
  };
}

type SeenOrder = PayPalResult<PayPalOrder>;

/** Some accounts are shown an order's payments only when they ask for that field. */
const hidesPayments = (seen: SeenOrder): boolean =>
  seen.ok && (seen.value.status ?? "COMPLETED") === "COMPLETED" && seen.value.capture === null;

function paymentsRequest(id: PayPalOrderId): SdkRequest {
  const request = new orders.OrdersGetRequest(id);
  request.path += "fields=purchase_units.payments";
  return request;
}

function withPayments(seen: SeenOrder, asked: SeenOrder): SeenOrder {
  if (!seen.ok || !asked.ok) return seen;
  const { capture, hasUnreadableCapture, refunds } = asked.value;
  return { ...seen, value: { ...seen.value, capture, hasUnreadableCapture, refunds } };
}

/** The PayPal order we open: one purchase unit, our id in `custom_id`, nothing to ship. */
function createRequest(order: OpenOrder, seal: string): SdkRequest {
  const request = new orders.OrdersCreateRequest();
  request.headers["PayPal-Request-Id"] = `${order.orderId}:create`;
  // The full answer names the payee, whom the capture is compared with.
  request.headers["Prefer"] = "return=representation";
  request.requestBody({
    intent: "CAPTURE",
    purchase_units: [
      {
        reference_id: seal,
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

function refundRequest({ captureId, refundId, currency, amount }: RefundCapture): SdkRequest {
  const request = new payments.CapturesRefundRequest(captureId);
  request.headers["PayPal-Request-Id"] = `${refundId}:refund`;
  request.headers["Prefer"] = "return=representation";
  const part = amount === null ? {} : { amount: formatMoney(amount, currency) };
  request.requestBody({ ...part, custom_id: refundId });
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
