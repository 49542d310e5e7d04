import type { Log } from "./log.ts";

/** Both may be called repeatedly; only the first call of an outage is logged. */
export interface Outage {
  begins(fields: object): void;
  ends(): void;
}

/** Logs the start and the end of an outage once each. */
export function logOutage(
  log: Pick<Log, "info" | "warn">,
  words: { readonly away: string; readonly back: string },
): Outage {
  let isAway = false;
  return {
    begins: (fields) => {
      if (!isAway) log.warn(fields, words.away);
      isAway = true;
    },
    ends: () => {
      if (isAway) log.info({}, words.back);
      isAway = false;
    },
  };
}
