import type { ServerResponse } from "node:http";
import { type Answer, jsonType } from "../answer.ts";
import { defaultHeaders } from "../security-headers.ts";

export type Headers = Readonly<Record<string, string>>;

/** Writes an answer with the headers of every response and those of its origin. */
export function writeAnswer(
  outgoing: ServerResponse,
  { status, text, headers }: Answer,
  shared: Headers,
): void {
  const length = { "content-length": String(Buffer.byteLength(text)) };
  outgoing.writeHead(status, headersOf({ ...jsonType, ...headers, ...length }, shared));
  outgoing.end(text);
}

/** The headers of a response, with those of every response and those of its origin. */
export const headersOf = (headers: Headers, shared: Headers): Headers => ({
  ...defaultHeaders,
  ...headers,
  ...shared,
  ...mergedVary(headers, shared),
});

/** Both name request headers that the response depends on. */
const mergedVary = ({ vary }: Headers, { vary: more }: Headers): Headers =>
  vary && more ? { vary: `${vary}, ${more}` } : {};
