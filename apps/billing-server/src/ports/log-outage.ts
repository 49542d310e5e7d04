import type { Log } from "./log.ts";

/** Both may be called repeatedly; only the first call of an outage is logged. */
export interface Outage {
  start(fields: object): void;
  end(): void;
}

/** Logs the start and the end of an outage once each. */
export function logOutage(
  log: Pick<Log, "info" | "warn">,
  messages: { readonly start: string; readonly end: string },
): Outage {
  let isDown = false;
  return {
    start: (fields) => {
      if (!isDown) log.warn(fields, messages.start);
      isDown = true;
    },
    end: () => {
      if (isDown) log.info({}, messages.end);
      isDown = false;
    },
  };
}
