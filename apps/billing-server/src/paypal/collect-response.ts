import type { IncomingHttpHeaders } from "node:http";
import type { Dispatcher } from "undici";
import { tooLongError } from "../lib/read-within.ts";

/** A response with its complete body. */
export interface CollectedResponse {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
}

interface CollectLimits {
  readonly signal: AbortSignal;
  readonly maxBytes: number;
}

/**
 * Sends a request and collects the response by undici's callbacks: its `request` builds a stream for each body,
 * which costs more than reading it. Rejects on a network error, if the body exceeds `maxBytes`, and as soon as
 * the signal aborts, also while the request waits for a connection.
 */
export async function collectResponse(
  dispatcher: Dispatcher,
  request: Dispatcher.DispatchOptions,
  { signal, maxBytes }: CollectLimits,
): Promise<CollectedResponse> {
  signal.throwIfAborted();
  const { promise, resolve, reject } = Promise.withResolvers<CollectedResponse>();
  const chunks: Buffer[] = [];
  let size = 0;
  let [status, headers]: [number, IncomingHttpHeaders] = [0, {}];
  let sent: Dispatcher.DispatchController | undefined;
  const abort = () => {
    sent?.abort(signal.reason as Error);
    reject(signal.reason);
  };
  signal.addEventListener("abort", abort, { once: true });
  try {
    dispatcher.dispatch(request, {
      onRequestStart: (controller) => {
        sent = controller;
        if (signal.aborted) abort();
      },
      // An informational response is replaced by the final one.
      onResponseStart: (_, statusCode, fields) => void ([status, headers] = [statusCode, fields]),
      onResponseData: (controller, chunk) => {
        size += chunk.length;
        if (size > maxBytes) controller.abort(tooLongError("PayPal's response"));
        else chunks.push(chunk);
      },
      onResponseEnd: () => resolve({ status, headers, bytes: Buffer.concat(chunks) }),
      onResponseError: (_, error) => reject(error),
    });
    return await promise;
  } finally {
    signal.removeEventListener("abort", abort);
  }
}
