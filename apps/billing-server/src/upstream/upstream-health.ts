import { request } from "undici";

/** Whether an upstream responds; `null` before the first probe completes. */
export interface UpstreamHealth {
  readonly reachable: boolean | null;
}

const freshMs = 30_000;
const timeoutMs = 2_000;

/**
 * Checks whether a host responds, with any status. The result is cached for 30 s and renewed in the background,
 * so that readiness probes neither wait for an upstream nor load it.
 */
export function watchUpstream(url: string): () => UpstreamHealth {
  let reachable: boolean | null = null;
  let probedAt = Number.NEGATIVE_INFINITY;
  const probe = async (): Promise<void> => {
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
    if (performance.now() - probedAt > freshMs) {
      probedAt = performance.now();
      void probe();
    }
    return { reachable };
  };
}
