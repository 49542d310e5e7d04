import { sleep } from "../sleep.ts";

export interface ServiceResponse {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface RetryPolicy {
  readonly attempts: number;
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
  { attempts, random }: RetryPolicy,
): Promise<ServiceResponse | null> {
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const response = await fetchOnce(url, request).catch(() => null);
    if (response && response.status < 500) return response;
    if (attempt < attempts) await sleep(Math.min(100 * 2 ** attempt, 3_000) * (0.5 + random()));
  }
  return null;
}

async function fetchOnce(url: string, request: RequestInit): Promise<ServiceResponse> {
  const response = await fetch(url, { ...request, signal: AbortSignal.timeout(timeoutMs) });
  return {
    status: response.status,
    body: (await response.json()) as ServiceResponse["body"],
  };
}
