import { errorCatalog } from "@onekonsole/billing-contract";
import type { Context } from "hono";
import { type BillingError, textFor } from "../domain/billing-error.ts";
import { loggedPath } from "./logged-path.ts";

/** What the HTTP layer says to the log; a pino logger satisfies it. */
export interface HttpLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** The REST form of an error: the text for a person, the code for a program. */
export function errorAnswer(context: Context, error: BillingError, requestId: string): Response {
  const { status } = errorCatalog[error.code];
  const { code, approveUrl, orderId } = error;
  const body = {
    error: textFor(error, requestId),
    code,
    ...(approveUrl === undefined ? {} : { approve_url: approveUrl }),
    ...(orderId === undefined ? {} : { order_id: orderId }),
  };
  return context.json(body, status as 400, errorHeaders(error));
}

/** What the headers say of an error: how to be let in, and when to come back. */
export function errorHeaders(error: BillingError): Record<string, string> {
  const { retryAfterSeconds } = error;
  const challenge = challengeOf(error);
  return {
    ...(challenge === undefined ? {} : { "www-authenticate": challenge }),
    ...(retryAfterSeconds === undefined ? {} : { "retry-after": String(retryAfterSeconds) }),
  };
}

/** As RFC 6750 has it: an error is named only where a token was sent. */
function challengeOf({ code, tokenFault }: BillingError): string | undefined {
  if (tokenFault === undefined) return code === "unauthenticated" ? "Bearer" : undefined;
  const error = code === "forbidden" ? "insufficient_scope" : "invalid_token";
  return `Bearer error="${error}", error_description="${tokenFault}"`;
}

interface FailedRequest {
  readonly requestId: string;
  readonly path: string;
  /** PayPal's, of the order that was asked for. */
  readonly orderId?: string | undefined;
}

/** Logs what is ours or PayPal's to mend; a caller's own mistake is his to read in the answer. */
export function logError(
  log: HttpLog,
  error: BillingError,
  { requestId, path, orderId }: FailedRequest,
): void {
  const { status } = errorCatalog[error.code];
  if (status < 500 || error.isLogged) return;
  const about = { request_id: requestId, order_id: orderId, path: loggedPath(path) };
  const fields = { ...about, code: error.code, issue: error.issue, debug_id: error.debugId };
  if (error.code === "internal") log.error({ ...fields, err: error.cause }, "request failed");
  else log.warn({ ...fields, cause: String(error.cause) }, "request failed");
}
