import type { ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { errorCatalog } from "@onekonsole/billing-contract";
import { securityHeaders } from "./security-headers.ts";

const statusLines: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: "431 Request Header Fields Too Large",
  ERR_HTTP_REQUEST_TIMEOUT: "408 Request Timeout",
};

const text = JSON.stringify({ error: errorCatalog.invalid_input.message, code: "invalid_input" });
const headers = {
  ...securityHeaders,
  // What follows on the connection may have been meant as a part of this.
  connection: "close",
  "cache-control": "no-store",
  "content-type": "application/json",
};

/** Answers what is no HTTP request in the shape of every other error, then closes the connection. */
export function refuseMalformed(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === "ECONNRESET" || !socket.writable) return void socket.destroy();
  const lines = [
    `HTTP/1.1 ${statusLines[error.code ?? ""] ?? "400 Bad Request"}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    `content-length: ${Buffer.byteLength(text)}`,
  ];
  socket.end(`${lines.join("\r\n")}\r\n\r\n${text}`);
  // Cut at once, a sender would not read why; never cut, he would keep the connection.
  const lingering = setTimeout(() => socket.destroy(), lingerMs);
  socket.once("close", () => clearTimeout(lingering));
}

const lingerMs = 1_000;

/** The same to a request whose address no URL can be made of. */
export const malformedAnswer = (): Response => new Response(text, { status: 400, headers });

/** The same to a request that was read. */
export function answerMalformed(response: ServerResponse): void {
  response.writeHead(400, { ...headers, "content-length": Buffer.byteLength(text) }).end(text);
}
