import type { Log } from "./log.ts";

/** Logs a warning of one kind. The kinds must be a closed list. */
export type LimitedWarning = (kind: string, fields: object, message: string) => void;

const intervalMs = 60_000;

/**
 * Logs each kind at most once a minute, since unauthenticated callers can cause any number. The
 * field `unlogged` counts the warnings of that kind that were omitted before.
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
