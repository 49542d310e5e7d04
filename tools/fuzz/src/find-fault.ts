import { findDisclosure } from "./find-disclosure.ts";
import { findErrorFault } from "./find-error-fault.ts";
import { type FuzzRequest, validBearers } from "./fuzz-request.ts";
import type { FuzzResponse } from "./parse-response.ts";

// A response must not contain stack frames, paths of the code, or SQL.
const internalDetails =
  /\bat .{1,80}\.[cm]?[jt]s:\d|node_modules|node:internal|\/src\/|\b(?:select|insert|update|delete)\b.{1,60}\b(?:from|into|set|where)\b|syntax error at|invalid byte sequence|postgres/i;

// In a batch or a stream, the status of the response does not show it.
const internalError = /"httpStatus":5\d\d/;

/**
 * The fault of a response; `null` if the server may respond like this. `foreignOrderIds` are orders
 * that the caller `customer` does not own.
 */
export function findFault(
  request: FuzzRequest,
  response: FuzzResponse | null,
  foreignOrderIds: ReadonlySet<string>,
): string | null {
  if (response === null)
    return request.api === "raw" || request.method === "CONNECT" ? null : "no response";
  const { status, headers, body } = response;
  const { api, bearer } = request;
  if (status >= 500 || internalError.test(body)) return `an internal error, status ${status}`;
  if (internalDetails.test(body)) return "internal details in the response";
  // The service sets no cookie: a header of this name would come from the input.
  if (headers.has("set-cookie")) return "a header from the input";
  if (status < 300) return findDisclosure({ api, bearer, body, foreignOrderIds });
  if (status < 400) return `a redirect, status ${status}`;
  // Raw bytes are rejected before their method is parsed.
  if (request.method === "HEAD" && (body === "" || headers.has("x-request-id")))
    return body === "" ? null : "a body for HEAD";
  const contentType = headers.get("content-type") ?? "";
  if (!/^application\/json\b/.test(contentType)) return `an error that is not JSON: ${contentType}`;
  if (!validBearers.includes(bearer) && orderInError.test(body)) return "unauthenticated access";
  return findErrorFault(status, body);
}

// Errors name an order only to its owner, a service or an operator.
const orderInError = /"(?:order_id|approve_url)":/;
