import type { Money } from "./money.ts";

/** The caller's next step. `ask`: contact support. */
export type ErrorAction = "retry" | "stop" | "ask";

interface ErrorRow {
  /**
   * HTTP status of the response, by REST and tRPC. A stream's response has status 200, and its
   * error is an event with this as `httpStatus`: an EventSource does not expose the body of another
   * response.
   */
  readonly status: number;
  /** tRPC's own name for that status, or for a similar one where it has none. */
  readonly trpc:
    | "BAD_REQUEST"
    | "UNAUTHORIZED"
    | "PAYMENT_REQUIRED"
    | "FORBIDDEN"
    | "NOT_FOUND"
    | "METHOD_NOT_SUPPORTED"
    | "CONFLICT"
    | "PRECONDITION_FAILED"
    | "PAYLOAD_TOO_LARGE"
    | "TOO_MANY_REQUESTS"
    | "INTERNAL_SERVER_ERROR"
    | "BAD_GATEWAY"
    | "SERVICE_UNAVAILABLE"
    | "GATEWAY_TIMEOUT";
  readonly action: ErrorAction;
  /** The text for the user; never an internal one. */
  readonly message: string;
}

/** Every error that this service returns. The codes are public: add, never rename. */
export const errorCatalog = {
  invalid_input: {
    status: 400,
    trpc: "BAD_REQUEST",
    action: "stop",
    message: "The request is not valid.",
  },
  unauthenticated: {
    status: 401,
    trpc: "UNAUTHORIZED",
    action: "stop",
    message: "Your session has expired or you are not signed in. Please sign in.",
  },
  payment_declined: {
    status: 402,
    trpc: "PAYMENT_REQUIRED",
    action: "stop",
    message:
      "PayPal declined the payment. No money was taken. If the order is still open, please choose another payment method at PayPal; otherwise, place a new order.",
  },
  forbidden: {
    status: 403,
    trpc: "FORBIDDEN",
    action: "stop",
    message: "You are not allowed to do that.",
  },
  not_found: {
    status: 404,
    trpc: "NOT_FOUND",
    action: "stop",
    message: "There is nothing at this address.",
  },
  order_not_found: {
    status: 404,
    trpc: "NOT_FOUND",
    action: "stop",
    message: "There is no such order.",
  },
  method_not_allowed: {
    status: 405,
    trpc: "METHOD_NOT_SUPPORTED",
    action: "stop",
    message: "This address does not support that method.",
  },
  order_not_approved: {
    status: 409,
    trpc: "CONFLICT",
    action: "retry",
    message:
      "The payment is not approved yet. No money was taken. Please complete the approval at PayPal.",
  },
  order_expired: {
    status: 409,
    trpc: "CONFLICT",
    action: "stop",
    message: "This order has expired. No money was taken; please order again.",
  },
  payment_mismatch: {
    status: 409,
    trpc: "CONFLICT",
    action: "ask",
    message:
      "The payment does not match the order. Money that was taken is refunded, or held while our team reviews the order. Please do not pay again.",
  },
  duplicate_purchase: {
    status: 409,
    trpc: "CONFLICT",
    action: "stop",
    message:
      "You have another order for a cluster of this name that is paid or being paid, so this order has ended. No money was taken for it. See the first order; for another cluster, order again under another name.",
  },
  cluster_name_taken: {
    status: 409,
    trpc: "CONFLICT",
    action: "stop",
    message:
      "You have an order for a cluster of this name that is paid or being paid. Nothing was ordered and no money was taken. See that order, or choose another name.",
  },
  price_changed: {
    status: 409,
    trpc: "CONFLICT",
    action: "stop",
    message:
      "The price has changed. Nothing was ordered and no money was taken. Please check the new price and order again.",
  },
  not_possible: {
    status: 409,
    trpc: "CONFLICT",
    action: "stop",
    message: "The order's state does not allow that. Please reload the order.",
  },
  idempotency_key_reused: {
    status: 409,
    trpc: "CONFLICT",
    action: "stop",
    message: "This Idempotency-Key was used for a different order. Use a new key.",
  },
  cursor_expired: {
    status: 410,
    // tRPC has no name for 410.
    trpc: "PRECONDITION_FAILED",
    action: "stop",
    message:
      "The events after this cursor are no longer kept. Continue with the oldest kept event, and read the orders that changed in between.",
  },
  endpoint_not_found: {
    status: 404,
    trpc: "NOT_FOUND",
    action: "stop",
    message: "There is no such endpoint, or it does not have that event.",
  },
  endpoint_configured: {
    status: 409,
    trpc: "CONFLICT",
    action: "stop",
    message: "The endpoint is part of the service's configuration. Please change it there.",
  },
  signing_key_missing: {
    status: 409,
    trpc: "CONFLICT",
    action: "stop",
    message:
      "The service has no key to sign events with. An operator of the service must configure one first.",
  },
  rotation_not_ended: {
    status: 409,
    trpc: "CONFLICT",
    action: "stop",
    message:
      "The overlap of the last rotation has not ended. Rotate again after it, or with an overlap of 0 hours, which ends it at once.",
  },
  webhook_refused: {
    status: 400,
    trpc: "BAD_REQUEST",
    action: "stop",
    message: "The request is not a webhook event that PayPal signed for this service.",
  },
  body_too_large: {
    status: 413,
    trpc: "PAYLOAD_TOO_LARGE",
    action: "stop",
    message: "The request body is too large.",
  },
  too_many_requests: {
    status: 429,
    trpc: "TOO_MANY_REQUESTS",
    action: "retry",
    message: "Too many requests. This request took no money; please try again in a minute.",
  },
  too_many_open_orders: {
    status: 429,
    trpc: "TOO_MANY_REQUESTS",
    action: "retry",
    message:
      "You have too many unpaid orders. Nothing was ordered and no money was taken. Pay for one of them, or order again when one of them has expired.",
  },
  internal: {
    status: 500,
    trpc: "INTERNAL_SERVER_ERROR",
    action: "ask",
    message:
      "The billing service failed to process the request. The request took no money. Please check the order before you pay again, or contact our support.",
  },
  paypal_refused: {
    status: 502,
    trpc: "BAD_GATEWAY",
    action: "ask",
    message:
      "PayPal rejected the request. This request took no money and ordered nothing; please contact our support.",
  },
  paypal_unavailable: {
    status: 503,
    trpc: "SERVICE_UNAVAILABLE",
    action: "retry",
    message:
      "PayPal is currently unavailable or does not show the order yet. This request took no money; please try again in a moment.",
  },
  service_unavailable: {
    status: 503,
    trpc: "SERVICE_UNAVAILABLE",
    action: "retry",
    message:
      "The billing service is busy or restarting. This request took no money; please try again in a moment.",
  },
  paypal_timeout: {
    status: 504,
    trpc: "GATEWAY_TIMEOUT",
    action: "retry",
    message:
      "PayPal did not respond in time. This request took no money; please try again in a moment.",
  },
} as const satisfies Record<string, ErrorRow>;

export type ErrorCode = keyof typeof errorCatalog;

/** An invalid field of the input, with the reason. `path` is dotted; "" is the whole body. */
export interface FieldProblem {
  readonly path: string;
  readonly message: string;
}

/**
 * The error as every tRPC client receives it. `request_id` is to quote to support. `fields` is
 * filled only for `invalid_input` and `cluster_name_taken`. `retry_after_seconds` repeats a
 * Retry-After header, which a stream's error cannot have; it is absent if the pause is unknown.
 * `approve_url` is PayPal's page, if the payer continues there. `order_id` is the other order that
 * prevents this one. `amount` is the current price, for `price_changed`. `cursor` is where to go on, for
 * `cursor_expired`.
 */
export interface BillingErrorShape {
  readonly message: string;
  readonly code: number;
  readonly data: {
    readonly code: string;
    readonly httpStatus: number;
    readonly billing_code: ErrorCode;
    readonly action: ErrorAction;
    readonly request_id: string;
    readonly fields: readonly FieldProblem[];
    readonly retry_after_seconds?: number;
    readonly approve_url?: string;
    readonly order_id?: string;
    readonly amount?: Money;
    readonly cursor?: string;
  };
}
