import type { Dispatcher } from "undici";
import { parseJson } from "../lib/parse-json.ts";
import { readWithin } from "../lib/read-within.ts";
import { withDeadline } from "../lib/with-deadline.ts";

/** The address and the connections of web-order. */
export interface WebOrderEndpoint {
  /** Sends the requests; see `connections.ts`. */
  readonly dispatcher: Dispatcher;
  /** The full URL that paid orders are POSTed to. */
  readonly url: URL;
  /** Deadline of one HTTP exchange in milliseconds. */
  readonly deadlineMs: number;
  /** The W3C traceparent of the current span; `null` for none. */
  readonly traceParent: () => string | null;
}

/** A response of web-order or a gateway. `body` is `undefined` if it is not JSON or exceeds `parseJson`'s limits. */
export interface JsonResponse {
  readonly status: number;
  readonly text: string;
  readonly body: unknown;
}

interface Post {
  readonly path: string;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

// A page of ten orders has a few kilobytes; 1 MiB is ample.
const maxResponseBytes = 1024 * 1024;

/** Sends JSON and reads the JSON response. Rejects on network errors, above 1 MiB and after the deadline. */
export async function postJson(
  { dispatcher, url, deadlineMs, traceParent }: WebOrderEndpoint,
  { path, body, headers }: Post,
): Promise<JsonResponse> {
  const traceparent = traceParent();
  return withDeadline(deadlineMs, async (signal) => {
    const response = await dispatcher.request({
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
      signal,
    });
    const bytes = await readWithin(response.body, maxResponseBytes, "web-order's response");
    return { status: response.statusCode, text: bytes.toString("utf8"), body: parseJson(bytes) };
  });
}
