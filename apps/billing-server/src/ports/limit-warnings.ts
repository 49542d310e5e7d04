import type { Log } from "./log.ts";

/** Warns of one kind of event, from a closed list of kinds. */
export type LimitedWarning = (kind: string, fields: object, message: string) => void;

const intervalMs = 60_000;

/**
 * Warns of each kind at most once a minute, since callers without a token can cause as many as they
 * like. A line counts in `unlogged` those of its kind that were left out before it.
 */
export function limitWarnings(log: Pick<Log, "warn">): LimitedWarning {
  const kinds = new Map<string, { readonly loggedAt: number; unlogged: number }>();
  return (kind, fields, message) => {
    const now = performance.now();
    const last = kinds.get(kind);
    if (last && now - last.loggedAt < intervalMs) {
      last.unlogged += 1;
      return;
    }
    kinds.set(kind, { loggedAt: now, unlogged: 0 });
    log.warn(last?.unlogged ? { ...fields, unlogged: last.unlogged } : fields, message);
  };
}
