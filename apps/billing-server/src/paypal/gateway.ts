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
import { type CallLimits, callPayPal, defaultLimits } from "./call-paypal.ts";
import type { BillingPayPalClient } from "./client.ts";
import { parsePayPalOrder } from "./parse-order.ts";
import { parseOrigin } from "./parse-origin.ts";
import { parseRefund } from "./parse-refund.ts";
import { type PurchaseTexts, purchaseTexts } from "./purchase-texts.ts";

const { orders, payments } = sdk;

export interface PayPalGatewayOptions {
  readonly client: BillingPayPalClient;
  readonly breaker: Breaker;
  readonly observer?: CallObserver;
  readonly limits?: CallLimits;
}

/** Implements the PayPal gateway with the SDK's requests. See the port for what each method guarantees. */
export function createPayPalGateway(options: PayPalGatewayOptions): PayPalGateway {
  const { limits = defaultLimits, ...via } = options;
  const { interactive, background } = limits;
  const paypalOrigin = new URL(via.client.environment.baseUrl).origin;
  const parse = (body: unknown): PayPalOrder | null => {
    const order = parsePayPalOrder(body);
    return order && withSafeApproveUrl(order, paypalOrigin);
  };
  /** Rejects a response about another order, such as a wrong cache entry of a proxy. */
  const parseOrder = (id: PayPalOrderId) => (body: unknown) => {
    const order = parse(body);
    return order?.id === id ? order : null;
  };
  return {
    createOrder: async (order) => {
      const request = createRequest(order, via.client.seal(order.orderId));
      const call = { ...via, operation: "create", request, limits: interactive, parse };
      return requireSameOrder(order, await callPayPal(call));
    },
    getOrder: async (id, timeoutProfile) => {
      const call = { ...via, operation: "get_order", limits: limits[timeoutProfile] };
      const read = (request: SdkRequest) => callPayPal({ ...call, request, parse: parseOrder(id) });
      const result = await read(new orders.OrdersGetRequest(id));
      return lacksPayments(result) ? withPayments(result, await read(paymentsRequest(id))) : result;
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

type OrderResult = PayPalResult<PayPalOrder>;

/** For some accounts PayPal returns an order's payments only if they are requested by `fields`. */
const lacksPayments = (result: OrderResult): boolean =>
  result.ok &&
  (result.value.status ?? "COMPLETED") === "COMPLETED" &&
  result.value.capture === null;

function paymentsRequest(id: PayPalOrderId): SdkRequest {
  const request = new orders.OrdersGetRequest(id);
  request.path += "fields=purchase_units.payments";
  return request;
}

function withPayments(order: OrderResult, paymentsOnly: OrderResult): OrderResult {
  if (!order.ok || !paymentsOnly.ok) return order;
  const { capture, hasUnreadableCapture, refunds } = paymentsOnly.value;
  return { ...order, value: { ...order.value, capture, hasUnreadableCapture, refunds } };
}

/** The request that creates an order: one purchase unit, our id in `custom_id`, no shipping. */
function createRequest(order: OpenOrder, seal: string): SdkRequest {
  const request = new orders.OrdersCreateRequest();
  request.headers["PayPal-Request-Id"] = `${order.orderId}:create`;
  // The full representation has the payee, which the capture is compared with.
  request.headers["Prefer"] = "return=representation";
  const { description, itemNames } = purchaseTexts(order.locale);
  request.requestBody({
    intent: "CAPTURE",
    purchase_units: [
      {
        reference_id: seal,
        custom_id: order.orderId,
        description: description(order.clusterName),
        // Shown to the payer; an account may accept only one payment for each.
        invoice_id: order.orderId,
        ...itemizedAmount(order, itemNames),
      },
    ],
    application_context: {
      brand_name: "OneKonsole",
      shipping_preference: "NO_SHIPPING",
      user_action: "PAY_NOW",
      ...(order.returnUrl ? { return_url: order.returnUrl } : {}),
      ...(order.cancelUrl ? { cancel_url: order.cancelUrl } : {}),
      ...(order.locale ? { locale: order.locale } : {}),
    },
  });
  return request;
}

/**
 * The amount with its items. PayPal compares the sum of items and tax with it, and accepts no item of
 * quantity 0. The documentation requires `tax_total` beside a tax of items, and that they agree
 * (https://developer.paypal.com/docs/api/orders/v2/). That it may be without them is reported only
 * (https://github.com/nopSolutions/nopCommerce/issues/7506), and not tried at PayPal.
 */
function itemizedAmount(
  { amount, addedVat, currency, lines }: OpenOrder,
  names: PurchaseTexts["itemNames"],
) {
  const item_total = formatMoney(amount - addedVat, currency);
  const tax = addedVat > 0n ? { tax_total: formatMoney(addedVat, currency) } : {};
  const items = lines
    .filter(({ minorUnits }) => minorUnits > 0n)
    .map(({ item, quantity, unitMinorUnits }) => ({
      name: names[item],
      quantity: String(quantity),
      unit_amount: formatMoney(unitMinorUnits, currency),
      category: "DIGITAL_GOODS",
    }));
  return {
    amount: { ...formatMoney(amount, currency), breakdown: { item_total, ...tax } },
    items,
  };
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

/** Rejects an order that differs from the request: a replayed idempotency key may return another order. */
function requireSameOrder(
  requested: OpenOrder,
  result: PayPalResult<PayPalOrder>,
): PayPalResult<PayPalOrder> {
  if (!result.ok) return result;
  const { amount, currency, customId } = result.value;
  const same =
    (amount === null || amount === requested.amount) &&
    (currency === null || currency === requested.currency) &&
    (customId === null || customId === requested.orderId);
  if (same) return result;
  const failure = { kind: "refused", issue: "ORDER_DIFFERS", debugId: result.debugId } as const;
  return { ok: false, failure };
}
