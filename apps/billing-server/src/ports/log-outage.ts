import type { Log } from "./log.ts";

/** Both may be told as often as it is noticed. */
export interface Outage {
  begins(fields: object): void;
  ends(): void;
}

/** Says once that something is away and once that it is back, however long it takes. */
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
