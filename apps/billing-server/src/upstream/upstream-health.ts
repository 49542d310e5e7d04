import { request } from "undici";

/** Whether anybody answers at a upstream's address; `null` before the first look. */
export interface UpstreamHealth {
  readonly reachable: boolean | null;
}

const freshMs = 30_000;
const timeoutMs = 2_000;

/**
 * Looks whether a host answers at all, whatever it says. The answer is kept for 30 s and renewed in
 * the background, so that probes neither wait for a upstream nor load it.
 */
export function watchUpstream(url: string): () => UpstreamHealth {
  let reachable: boolean | null = null;
  let lookedAt = Number.NEGATIVE_INFINITY;
  const look = async (): Promise<void> => {
    try {
      const signal = AbortSignal.timeout(timeoutMs);
      const { body } = await request(new URL(url).origin, { method: "HEAD", signal });
      await body.dump();
      reachable = true;
    } catch {
      reachable = false;
    }
  };
  return () => {
    if (performance.now() - lookedAt > freshMs) {
      lookedAt = performance.now();
      void look();
    }
    return { reachable };
  };
}
