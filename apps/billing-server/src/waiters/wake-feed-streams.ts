import { eventFeedTopic } from "../ports/waiters.ts";
import type { WaiterRegistry } from "./registry.ts";

export interface FeedWakingOptions {
  readonly registry: Pick<WaiterRegistry, "isFeedWatched" | "wakeOutdated">;
  /** Gives positions to committed events; returns the last position. */
  readonly sequence: () => Promise<bigint>;
  /** Called when a check fails; the next one follows at its usual time. */
  readonly onError: (error: Error) => void;
  /** Time between two checks in milliseconds. */
  readonly everyMs?: number;
}

/** Wakes the streams of the feed; dispose of it to end it. */
export interface FeedWaking extends Disposable {
  /** Checks now, or after the running check, when an order may have changed. */
  checkNow(): void;
}

/**
 * Checks the feed every second while a stream watches it, and wakes the streams that are behind. A new
 * order sends no notification, which would cost each creation more than this costs in total.
 */
export function wakeFeedStreams({
  registry,
  sequence,
  onError,
  everyMs = 1_000,
}: FeedWakingOptions): FeedWaking {
  let isChecking = false;
  let isWanted = false;

  const check = async (): Promise<void> => {
    isChecking = true;
    do {
      isWanted = false;
      try {
        const last = await sequence();
        registry.wakeOutdated(new Map([[eventFeedTopic, Number(last)]]));
      } catch (error) {
        onError(error as Error);
      }
    } while (isWanted);
    isChecking = false;
  };
  const checkNow = (): void => {
    if (!registry.isFeedWatched) return;
    isWanted = true;
    if (!isChecking) void check();
  };
  const timer = setInterval(checkNow, everyMs).unref();
  return { checkNow, [Symbol.dispose]: () => clearInterval(timer) };
}
