import { errorCatalog } from "@onekonsole/billing-contract";
import type { Context } from "hono";
import { type BillingError, textFor } from "../domain/billing-error.ts";
import type { Log } from "../ports/log.ts";
import { type Answer, jsonAnswer, jsonType } from "./answer.ts";
import { loggedPath } from "./logged-path.ts";

/** The REST response of an error: `error` is the text for people, `code` for programs. */
export function errorAnswer(error: BillingError, requestId: string): Answer {
  const { code, approveUrl, orderId, amount, cursor } = error;
  const body = {
    error: textFor(error, requestId),
    code,
    ...(approveUrl === undefined ? {} : { approve_url: approveUrl }),
    ...(orderId === undefined ? {} : { order_id: orderId }),
    ...(amount === undefined ? {} : { amount }),
    ...(cursor === undefined ? {} : { cursor }),
  };
  return { ...jsonAnswer(body, errorHeaders(error)), status: errorCatalog[code].status };
}

/** The same on Hono. */
export const errorResponse = (context: Context, error: BillingError, requestId: string): Response =>
  toResponse(context, errorAnswer(error, requestId));

/** Writes an answer on Hono. */
export const toResponse = (context: Context, { status, text, headers }: Answer): Response =>
  context.body(text, status as 200, { ...jsonType, ...headers });

/** WWW-Authenticate and Retry-After, where they apply. */
export function errorHeaders(error: BillingError): Record<string, string> {
  const { retryAfterSeconds } = error;
  const challenge = authChallenge(error);
  return {
    ...(challenge === undefined ? {} : { "www-authenticate": challenge }),
    ...(retryAfterSeconds === undefined ? {} : { "retry-after": String(retryAfterSeconds) }),
  };
}

/** RFC 6750: an error is named only if a token was sent. */
function authChallenge({ code, tokenFault }: BillingError): string | undefined {
  if (tokenFault === undefined) return code === "unauthenticated" ? "Bearer" : undefined;
  const error = code === "forbidden" ? "insufficient_scope" : "invalid_token";
  return `Bearer error="${error}", error_description="${tokenFault}"`;
}

interface FailedRequest {
  readonly requestId: string;
  readonly path: string;
  /** PayPal's order id. */
  readonly orderId?: string | undefined;
}

/** Logs errors of the service and of upstreams; a caller's error is in the response only. */
export function logError(
  log: Log,
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
