import { findErrorFault } from "./find-error-fault.ts";
import { type FuzzRequest, validBearers } from "./fuzz-request.ts";
import type { FuzzResponse } from "./parse-response.ts";

// A response must not contain stack frames, paths of the code, or SQL.
const internalDetails =
  /\bat .{1,80}\.[cm]?[jt]s:\d|node_modules|node:internal|\/src\/|\b(?:select|insert|update|delete)\b.{1,60}\b(?:from|into|set|where)\b|syntax error at|invalid byte sequence|postgres/i;

// In a batch or a stream, the status of the response does not show it.
const internalError = /"httpStatus":5\d\d/;

/** The fault of a response; `null` if the server may respond like this. */
export function findFault(request: FuzzRequest, response: FuzzResponse | null): string | null {
  if (response === null)
    return request.api === "raw" || request.method === "CONNECT" ? null : "no response";
  const { status, headers, body } = response;
  if (status >= 500 || internalError.test(body)) return `an internal error, status ${status}`;
  if (internalDetails.test(body)) return "internal details in the response";
  if (status < 300) return disclosesOrder(request, body) ? "unauthenticated access" : null;
  if (status < 400) return `a redirect, status ${status}`;
  // Raw bytes are rejected before their method is parsed.
  if (request.method === "HEAD" && (body === "" || headers.has("x-request-id")))
    return body === "" ? null : "a body for HEAD";
  const contentType = headers.get("content-type") ?? "";
  if (!/^application\/json\b/.test(contentType)) return `an error that is not JSON: ${contentType}`;
  return findErrorFault(status, body);
}

// The data that only an order's owner, a service or an operator may read.
const orderData = /"data":\{"(?:order_id|id|orders)"|"data":\[\{"currency_code"|"version":\d/;

function disclosesOrder({ bearer, api }: FuzzRequest, body: string): boolean {
  if (validBearers.includes(bearer) || api === "raw") return false;
  return orderData.test(body) || body.startsWith('{"order_id"');
}
