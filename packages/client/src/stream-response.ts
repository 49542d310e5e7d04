import { pause } from "./pause.ts";

/**
 * Rejects for a response with the status 429 or 5xx, after the pause of its Retry-After in seconds,
 * at most five minutes. EventSource reconnects only if the request itself fails; after any other
 * status but 200 it stops.
 */
export async function streamResponse(
  response: Response,
  signal: AbortSignal | null | undefined,
): Promise<Response> {
  if (response.status < 500 && response.status !== 429) return response;
  await response.body?.cancel();
  await pause(retryAfterMs(response), signal);
  signal?.throwIfAborted();
  throw new Error(`The response to the stream's request has status ${response.status}.`);
}

function retryAfterMs({ headers }: Response): number {
  const seconds = Number(headers.get("retry-after") ?? 0);
  return seconds > 0 ? seconds * 1_000 : 0;
}
