import type { Log } from "./log.ts";

/** Both may be called repeatedly; only the first call of an outage is logged. */
export interface Outage {
  start(fields: object): void;
  end(): void;
}

/** Logs the start and the end of an outage once each. */
export function logOutage(
  log: Pick<Log, "info" | "warn">,
  words: { readonly away: string; readonly back: string },
): Outage {
  let isAway = false;
  return {
    start: (fields) => {
      if (!isAway) log.warn(fields, words.away);
      isAway = true;
    },
    end: () => {
      if (isAway) log.info({}, words.back);
      isAway = false;
    },
  };
}
