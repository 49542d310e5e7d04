/** What a caller should do about an error: try again, give up, or ask a person. */
export type ErrorAction = "retry" | "stop" | "ask";

interface ErrorRow {
  /** HTTP status on every door: REST, tRPC and SSE. */
  readonly status: number;
  /** tRPC's own name for that status. */
  readonly trpc:
    | "BAD_REQUEST"
    | "PAYMENT_REQUIRED"
    | "NOT_FOUND"
    | "METHOD_NOT_SUPPORTED"
    | "CONFLICT"
    | "PAYLOAD_TOO_LARGE"
    | "INTERNAL_SERVER_ERROR"
    | "BAD_GATEWAY"
    | "SERVICE_UNAVAILABLE"
    | "GATEWAY_TIMEOUT";
  readonly action: ErrorAction;
  /** What a user reads. Never an internal text. */
  readonly message: string;
}

const row = (
  status: number,
  trpc: ErrorRow["trpc"],
  action: ErrorAction,
  message: string,
): ErrorRow => ({ status, trpc, action, message });

/** Every error this service answers with. The codes are part of the contract: add, never rename. */
export const errorCatalog = {
  invalid_input: row(400, "BAD_REQUEST", "stop", "The request is not valid."),
  payment_declined: row(
    402,
    "PAYMENT_REQUIRED",
    "stop",
    "PayPal declined the payment. No money was taken.",
  ),
  not_found: row(404, "NOT_FOUND", "stop", "There is nothing at this address."),
  order_not_found: row(404, "NOT_FOUND", "stop", "There is no such order."),
  method_not_allowed: row(
    405,
    "METHOD_NOT_SUPPORTED",
    "stop",
    "This address does not take that method.",
  ),
  order_not_approved: row(
    409,
    "CONFLICT",
    "retry",
    "The payment has not been approved at PayPal yet. Approve it there, then try again.",
  ),
  order_expired: row(
    409,
    "CONFLICT",
    "stop",
    "This order has expired. No money was taken; please order again.",
  ),
  payment_mismatch: row(
    409,
    "CONFLICT",
    "ask",
    "The payment does not match the order. Our team has been told; please do not pay again.",
  ),
  body_too_large: row(413, "PAYLOAD_TOO_LARGE", "stop", "The request body is too large."),
  internal: row(500, "INTERNAL_SERVER_ERROR", "ask", "Something went wrong on our side."),
  paypal_refused: row(
    502,
    "BAD_GATEWAY",
    "ask",
    "PayPal did not accept the payment request. Our team has to look at it.",
  ),
  paypal_unavailable: row(
    503,
    "SERVICE_UNAVAILABLE",
    "retry",
    "PayPal is not answering properly right now. Nothing is lost; please try again in a moment.",
  ),
  service_unavailable: row(
    503,
    "SERVICE_UNAVAILABLE",
    "retry",
    "The billing service is busy or restarting. Nothing is lost; please try again in a moment.",
  ),
  paypal_timeout: row(
    504,
    "GATEWAY_TIMEOUT",
    "retry",
    "PayPal took too long to answer. Nothing is lost; please try again in a moment.",
  ),
} as const satisfies Record<string, ErrorRow>;

export type ErrorCode = keyof typeof errorCatalog;

/** A field of the input and what is wrong with it; `path` is dotted, "" is the whole body. */
export interface FieldProblem {
  readonly path: string;
  readonly message: string;
}

/**
 * The error as every tRPC client sees it. `request_id` is what to quote to support; `fields` is
 * filled for `invalid_input` only.
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
  };
}
