import { setTimeout as sleep } from "node:timers/promises";

export interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface TimeoutProfile {
  readonly tries: number;
  readonly random: () => number;
}

const timeoutMs = 12_000;

/**
 * Calls the service as a well-behaved client: tries again, at growing intervals, what failed on the
 * way or was answered with a 5xx, and believes everything else. `null` when it gave up.
 */
export async function persist(
  url: string,
  request: RequestInit,
  { tries, random }: TimeoutProfile,
): Promise<Answer | null> {
  for (let attempt = 1; attempt <= tries; attempt += 1) {
    const answer = await once(url, request).catch(() => null);
    if (answer && answer.status < 500) return answer;
    if (attempt < tries) await sleep(Math.min(100 * 2 ** attempt, 3_000) * (0.5 + random()));
  }
  return null;
}

async function once(url: string, request: RequestInit): Promise<Answer> {
  const response = await fetch(url, { ...request, signal: AbortSignal.timeout(timeoutMs) });
  return { status: response.status, body: (await response.json()) as Answer["body"] };
}
