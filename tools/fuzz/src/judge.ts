import { errorCatalog, type ErrorCode } from "@onekonsole/billing-contract";
import type { FuzzAnswer } from "./exchange.ts";
import { type FuzzRequest, soundBearers } from "./fuzz-request.ts";

// Neither may leave the house: where in the code something happened, or how the database was asked.
const innerWords =
  /\bat .{1,80}\.[cm]?[jt]s:\d|node_modules|node:internal|\/src\/|\b(?:select|insert|update|delete)\b.{1,60}\b(?:from|into|set|where)\b|syntax error at|invalid byte sequence|postgres/i;

// In a batch or a stream, where the status says nothing.
const innerFault = /"httpStatus":5\d\d/;

/** What is wrong with an answer; `null` when it is one that we may give. */
export function faultOf(request: FuzzRequest, answer: FuzzAnswer | null): string | null {
  if (answer === null)
    return request.door === "noise" || request.method === "CONNECT" ? null : "no answer";
  const { status, headers, body } = answer;
  if (status >= 500 || innerFault.test(body)) return `a fault of ours, status ${status}`;
  if (innerWords.test(body)) return "inner words in the answer";
  if (status < 300) return tellsTooMuch(request, body) ? "somebody unknown was let in" : null;
  if (status < 400) return `a redirect, status ${status}`;
  // Noise is refused before its method is known.
  if (request.method === "HEAD" && (body === "" || headers.has("x-request-id")))
    return body === "" ? null : "a body for HEAD";
  if (!/^application\/json\b/.test(headers.get("content-type") ?? ""))
    return `an error that is no JSON: ${headers.get("content-type")}`;
  return faultOfErrors(status, body);
}

// What only the owner of an order, a service or an operator is told.
const orderData = /"data":\{"(?:order_id|id|orders)"|"data":\[\{"currency_code"|"version":\d/;

function tellsTooMuch({ bearer, door }: FuzzRequest, body: string): boolean {
  if (soundBearers.includes(bearer) || door === "noise") return false;
  return orderData.test(body) || body.startsWith('{"order_id"');
}

function faultOfErrors(status: number, body: string): string | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    return "an error that does not parse";
  }
  const isBatch = Array.isArray(parsed);
  const faults = (isBatch ? (parsed as ErrorBody[]) : [parsed as ErrorBody]).map((it) =>
    faultOfError(it, isBatch ? null : status),
  );
  return faults.find((fault) => fault !== null) ?? null;
}

interface ErrorBody {
  readonly error?: unknown;
  readonly code?: unknown;
  readonly result?: unknown;
}

const restMembers: ReadonlySet<string> = new Set(["error", "code", "approve_url", "order_id"]);

/** `status` is `null` for one answer of several, which has none of its own. */
function faultOfError(answer: ErrorBody, status: number | null): string | null {
  if (status === null && answer.result !== undefined) return null;
  const { error, code } = answer;
  const { data } = (error ?? {}) as { data?: { billing_code?: unknown; httpStatus?: unknown } };
  const isRest =
    typeof error === "string" && Object.keys(answer).every((member) => restMembers.has(member));
  if (!hasStatus(isRest ? code : data?.billing_code, status))
    return `an error nobody knows: ${JSON.stringify(answer)}`;
  return isRest || status === null || data?.httpStatus === status
    ? null
    : "a status other than it says";
}

/** What is no HTTP has statuses of its own. */
function hasStatus(code: unknown, status: number | null): boolean {
  if (typeof code !== "string" || !Object.hasOwn(errorCatalog, code)) return false;
  if (status === null || status === 431 || status === 408) return true;
  return errorCatalog[code as ErrorCode].status === status;
}
