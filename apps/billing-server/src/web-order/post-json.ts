import type { Dispatcher } from "undici";
import { parseJson } from "../lib/parse-json.ts";
import { readWithin } from "../lib/read-within.ts";

/** Where web-order is. */
export interface WebOrderEndpoint {
  /** What sends the requests; see `connections.ts`. */
  readonly dispatcher: Dispatcher;
  /** The full URL that paid orders are POSTed to. */
  readonly url: URL;
  /** How long one answer may take in all. */
  readonly deadlineMs: number;
  /** What its own trace continues, as W3C's traceparent; `null` for none. */
  readonly traceParent: () => string | null;
}

/** An answer of web-order or a gateway; `body` is `undefined` when it was no JSON of a sane shape. */
export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly body: unknown;
}

interface Post {
  readonly path: string;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

// A page of ten orders has a few kilobytes.
const longestAnswer = 1024 * 1024;

/** Sends JSON and reads the JSON answer; rejects on network faults, above 1 MiB and after the deadline. */
export async function postJson(
  { dispatcher, url, deadlineMs, traceParent }: WebOrderEndpoint,
  { path, body, headers }: Post,
): Promise<Answer> {
  const traceparent = traceParent();
  const answer = await dispatcher.request({
    origin: url.origin,
    method: "POST",
    path,
    headers: {
      "content-type": "application/json",
      accept: "application/json",
      ...(traceparent === null ? {} : { traceparent }),
      ...headers,
    },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(deadlineMs),
  });
  const bytes = await readWithin(answer.body, longestAnswer, "web-order's answer");
  return { status: answer.statusCode, text: bytes.toString("utf8"), body: parseJson(bytes) };
}
