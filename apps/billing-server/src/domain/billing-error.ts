import {
  type ErrorCode,
  errorCatalog,
  type FieldProblem,
  type Money,
} from "@onekonsole/billing-contract";

/**
 * The only error that may reach a caller. Its text comes from the contract's catalogue. `cause`,
 * `debugId` and `issue` are for our log only.
 */
export class BillingError extends Error {
  readonly code: ErrorCode;
  readonly fields: readonly FieldProblem[];
  readonly debugId: string | undefined;
  readonly issue: string | undefined;
  /** How long the caller should wait before a retry. */
  readonly retryAfterMs: number | undefined;
  /** The PayPal page where the payer continues, when that is the next step. */
  readonly approveUrl: string | undefined;
  /** PayPal's id of the other order that blocks this one. */
  readonly orderId: string | undefined;
  /** The current price of the order. */
  readonly amount: Money | undefined;
  /** The cursor from which to go on in the event feed. */
  readonly cursor: string | undefined;
  /** What is wrong with the token, in characters that RFC 6750 allows; absent if none was sent. */
  readonly tokenFault: string | undefined;
  /** The cause is already logged, at a limited rate. */
  readonly isLogged: boolean;

  constructor(code: ErrorCode, detail: BillingErrorDetail = {}) {
    super(describe(code, detail.fields), { cause: detail.cause });
    this.name = "BillingError";
    this.code = code;
    this.fields = detail.fields ?? [];
    this.debugId = detail.debugId;
    this.issue = detail.issue;
    this.retryAfterMs = detail.retryAfterMs;
    this.approveUrl = detail.approveUrl;
    this.orderId = detail.orderId;
    this.amount = detail.amount;
    this.cursor = detail.cursor;
    this.tokenFault = detail.tokenFault;
    this.isLogged = detail.isLogged ?? false;
  }

  /** Whole seconds, rounded up, as in the Retry-After header. */
  get retryAfterSeconds(): number | undefined {
    if (this.retryAfterMs === undefined) return undefined;
    return Math.max(1, Math.ceil(this.retryAfterMs / 1000));
  }
}

interface BillingErrorDetail {
  readonly fields?: readonly FieldProblem[];
  readonly cause?: unknown;
  /** PayPal's debug id of the call that failed. */
  readonly debugId?: string | undefined;
  /** PayPal's issue code of that call, or a short technical term. */
  readonly issue?: string | undefined;
  readonly retryAfterMs?: number | undefined;
  readonly approveUrl?: string | undefined;
  readonly orderId?: string | undefined;
  readonly amount?: Money;
  readonly cursor?: string;
  readonly tokenFault?: string | undefined;
  readonly isLogged?: boolean;
}

/** For `invalid_input`, the text lists the invalid fields; any other code has a fixed text. */
function describe(code: ErrorCode, fields: readonly FieldProblem[] = []): string {
  if (code !== "invalid_input" || fields.length === 0) return errorCatalog[code].message;
  return fields.map(({ path, message }) => `${path || "The body"} ${message}`).join("; ");
}

/** The text for the caller. An error of this service includes the request id to quote. */
export function textFor(error: BillingError, requestId: string): string {
  const isCallerError = errorCatalog[error.code].status < 500;
  return isCallerError ? error.message : `${error.message} Please quote ${requestId}.`;
}
