import { errorCatalog, type ErrorCode } from "@onekonsole/billing-contract";

interface ErrorBody {
  readonly error?: unknown;
  readonly code?: unknown;
  readonly result?: unknown;
}

/** The fault of an error response of either API; `null` if it follows the contract. */
export function findErrorFault(status: number, body: string): string | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    return "an error that does not parse";
  }
  // The members of a batch have no status of their own.
  if (Array.isArray(parsed) && parsed.length === 0) return "an error without a member";
  const faults = Array.isArray(parsed)
    ? (parsed as ErrorBody[]).map((it) => (it.result === undefined ? findMemberFault(it) : null))
    : [findSingleFault(parsed as ErrorBody, status)];
  return faults.find((fault) => fault !== null) ?? null;
}

const restMembers: ReadonlySet<string> = new Set(["error", "code", "approve_url", "order_id"]);
const trpcMembers: ReadonlySet<string> = new Set([
  "code",
  "httpStatus",
  "billing_code",
  "action",
  "request_id",
  "fields",
  "retry_after_seconds",
  "approve_url",
  "order_id",
]);

function findSingleFault(body: ErrorBody, status: number): string | null {
  const code = errorCode(body);
  if (!isDeclared(code) || !mayHaveStatus(code, status)) return undeclared(body);
  return isRestError(body) || trpcData(body)?.httpStatus === status
    ? null
    : "a status other than the body's";
}

const findMemberFault = (body: ErrorBody): string | null =>
  isDeclared(errorCode(body)) ? null : undeclared(body);

const undeclared = (body: ErrorBody): string => `an undeclared error: ${JSON.stringify(body)}`;

const isRestError = (body: ErrorBody): boolean =>
  typeof body.error === "string" && Object.keys(body).every((member) => restMembers.has(member));

/** The code of an error without undeclared members, such as tRPC's `stack`. */
function errorCode(body: ErrorBody): unknown {
  if (isRestError(body)) return body.code;
  const data = trpcData(body) ?? {};
  return Object.keys(data).every((member) => trpcMembers.has(member))
    ? data.billing_code
    : undefined;
}

interface TrpcErrorData {
  readonly billing_code?: unknown;
  readonly httpStatus?: unknown;
}

const trpcData = ({ error }: ErrorBody): TrpcErrorData | undefined =>
  ((error ?? {}) as { readonly data?: TrpcErrorData }).data;

const isDeclared = (code: unknown): code is ErrorCode =>
  typeof code === "string" && Object.hasOwn(errorCatalog, code);

/** Bytes that are no HTTP request have statuses of their own: 408 and 431. */
const mayHaveStatus = (code: ErrorCode, status: number): boolean =>
  status === 431 || status === 408 || errorCatalog[code].status === status;
