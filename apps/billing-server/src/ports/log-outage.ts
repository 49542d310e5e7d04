/** What it says to the log; a pino logger satisfies it. */
export interface OutageLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

/** Both may be told as often as it is noticed. */
export interface Outage {
  begins(fields: object): void;
  ends(): void;
}

/** Says once that something is away and once that it is back, however long it takes. */
export function logOutage(
  log: OutageLog,
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
