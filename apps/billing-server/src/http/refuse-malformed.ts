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

/** How long the sender of a request has to wait, in milliseconds; `null` within its limit. */
type Wait = number | null;

interface Refusal {
  readonly status: number;
  readonly text: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** In the shape of every other error; the connection is closed after it. */
function refusal(wait: Wait, unreadableStatus = 400): Refusal {
  const error =
    wait === null
      ? new BillingError("invalid_input")
      : new BillingError("too_many_requests", { retryAfterMs: wait });
  const { message, status } = errorCatalog[error.code];
  const text = JSON.stringify({ error: message, code: error.code });
  const headers = {
    ...securityHeaders,
    ...errorHeaders(error),
    // What follows on the connection may have been meant as a part of this.
    connection: "close",
    "cache-control": "no-store",
    "content-type": "application/json",
    "content-length": String(Buffer.byteLength(text)),
  };
  return { status: wait === null ? unreadableStatus : status, text, headers };
}

/** Answers what is no HTTP request, then closes the connection. */
export function refuseMalformed(error: NodeJS.ErrnoException, socket: Duplex, wait: Wait): void {
  if (error.code === "ECONNRESET" || !socket.writable) return void socket.destroy();
  const { status, text, headers } = refusal(wait, statuses[error.code ?? ""]);
  const lines = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ];
  socket.end(`${lines.join("\r\n")}\r\n\r\n${text}`);
  // Cut at once, a sender would not read why; never cut, he would keep the connection.
  const lingering = setTimeout(() => socket.destroy(), lingerMs);
  socket.once("close", () => clearTimeout(lingering));
}

const lingerMs = 1_000;

/** Answers a request of whose address no URL can be made. */
export function malformedAnswer(wait: Wait): Response {
  const { text, ...init } = refusal(wait);
  return new Response(text, init);
}

/** Answers a request that names no host, or two. */
export function answerMalformed(response: ServerResponse, wait: Wait): void {
  const { status, text, headers } = refusal(wait);
  response.writeHead(status, headers).end(text);
}
