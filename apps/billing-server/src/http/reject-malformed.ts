import { type ServerResponse, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { errorCatalog } from "@onekonsole/billing-contract";
import { BillingError } from "../domain/billing-error.ts";
import { errorHeaders } from "./errors.ts";
import { securityHeaders } from "./security-headers.ts";

const statuses: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/** Milliseconds until the sender may try again; `null` within its limit. */
type RetryAfterMs = number | null;

interface Rejection {
  readonly status: number;
  readonly text: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** The same format as every other error; closes the connection. */
function rejection(retryAfterMs: RetryAfterMs, unreadableStatus = 400): Rejection {
  const error =
    retryAfterMs === null
      ? new BillingError("invalid_input")
      : new BillingError("too_many_requests", { retryAfterMs });
  const { message, status } = errorCatalog[error.code];
  const text = JSON.stringify({ error: message, code: error.code });
  const headers = {
    ...securityHeaders,
    ...errorHeaders(error),
    // The next bytes may belong to the rejected request.
    connection: "close",
    "cache-control": "no-store",
    "content-type": "application/json",
    "content-length": String(Buffer.byteLength(text)),
  };
  return { status: retryAfterMs === null ? unreadableStatus : status, text, headers };
}

/** Responds to bytes that are not an HTTP request, then closes the connection. */
export function rejectMalformed(
  error: NodeJS.ErrnoException,
  socket: Duplex,
  retryAfterMs: RetryAfterMs,
): void {
  if (error.code === "ECONNRESET" || !socket.writable) return void socket.destroy();
  const { status, text, headers } = rejection(retryAfterMs, statuses[error.code ?? ""]);
  const lines = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ];
  socket.end(`${lines.join("\r\n")}\r\n\r\n${text}`);
  // Time to read the response, but not to keep the connection.
  const lingering = setTimeout(() => socket.destroy(), lingerMs);
  socket.once("close", () => clearTimeout(lingering));
}

const lingerMs = 1_000;

/** The response to a request whose URL is invalid. */
export function malformedResponse(retryAfterMs: RetryAfterMs): Response {
  const { text, ...init } = rejection(retryAfterMs);
  return new Response(text, init);
}

/** Responds to a request without exactly one valid Host header. */
export function respondMalformed(response: ServerResponse, retryAfterMs: RetryAfterMs): void {
  const { status, text, headers } = rejection(retryAfterMs);
  response.writeHead(status, headers).end(text);
}
