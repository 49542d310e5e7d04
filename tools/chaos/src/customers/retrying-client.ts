import { sleep } from "../sleep.ts";

export interface ServiceResponse {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface RetryPolicy {
  /** The number of attempts; more are made until `leastMs` have passed. */
  readonly attempts: number;
  /** 0 by default. On a slow machine, replicas take longer to restart than all attempts. */
  readonly leastMs?: number;
  readonly random: () => number;
}

const timeoutMs = 12_000;

/**
 * Sends a request with retries, as a well-behaved client: connection errors, timeouts and 5xx are
 * retried with exponential backoff, every other response is final. `null` after the last attempt.
 */
export async function fetchWithRetries(
  url: string,
  request: RequestInit,
  { attempts, leastMs = 0, random }: RetryPolicy,
): Promise<ServiceResponse | null> {
  const startedAt = performance.now();
  for (let attempt = 1; ; attempt += 1) {
    const response = await fetchOnce(url, request).catch(() => null);
    if (response && response.status < 500) return response;
    if (attempt >= attempts && performance.now() - startedAt >= leastMs) return null;
    await sleep(Math.min(100 * 2 ** attempt, 3_000) * (0.5 + random()));
  }
}

async function fetchOnce(url: string, request: RequestInit): Promise<ServiceResponse> {
  const response = await fetch(url, { ...request, signal: AbortSignal.timeout(timeoutMs) });
  return {
    status: response.status,
    body: (await response.json()) as ServiceResponse["body"],
  };
}
