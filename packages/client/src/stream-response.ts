import { pause } from "./pause.ts";

/**
 * The answer to a request for a stream as EventSource should see it. It gives up on every status
 * but 200, and reconnects when the request itself fails: so 429 and 5xx fail here, after the time
 * that their Retry-After asks for in seconds, five minutes at most.
 */
export async function streamResponse(
  response: Response,
  signal: AbortSignal | null | undefined,
): Promise<Response> {
  if (response.status < 500 && response.status !== 429) return response;
  await response.body?.cancel();
  await pause(retryAfterMs(response), signal);
  signal?.throwIfAborted();
  throw new Error(`The stream was answered with ${response.status}.`);
}

function retryAfterMs({ headers }: Response): number {
  const seconds = Number(headers.get("retry-after") ?? 0);
  return seconds > 0 ? seconds * 1_000 : 0;
}
