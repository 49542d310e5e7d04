import type { AppInputs, AppOutputs, AppRouter } from "@onekonsole/billing-contract";
import type { TRPCClient } from "@trpc/client";
import { pauseAfterStream } from "./pause-after-stream.ts";
import { pause } from "./pause.ts";

type WatchInput = Exclude<AppInputs["events"]["watch"], void | undefined>;

/** Events in the order of the feed, those of one order by their version, and the cursor to store with their effects. */
export type EventPage = AppOutputs["events"]["list"];

/** An event of an order, with the order as it was then. */
export type BillingEvent = EventPage["events"][number];

export interface FollowOptions {
  /**
   * The cursor that was stored last; `null` if there is none yet: from the oldest kept event. "now" skips what
   * happened before, also what happened while the consumer was stopped.
   */
  readonly after: string | null;
  /** Only events of these types. */
  readonly types?: WatchInput["types"];
  /** Only events of this user's orders. */
  readonly userId?: string;
  /** Ends the iteration, which then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

/**
 * Follows the events of all orders, for services: `for await (const { events, cursor } of …)`. Store `cursor` in the
 * transaction that has the effect of `events`, also if there are none, and pass it as `after` at the next start: no
 * event is missed, and after a crash some may arrive again. Reconnects as `waitUntilSettled` does, and reads no
 * further than a few pages ahead. Does not end by itself; rejects with `cursor_expired` if events after the cursor
 * are no longer kept, with another error of the service, or with the signal's reason. A function of its own, so that
 * pages do not load it.
 */
export async function* followEvents(
  billing: TRPCClient<AppRouter>,
  { after, types, userId, signal }: FollowOptions,
): AsyncGenerator<EventPage, never> {
  let cursor = after;
  for (;;) {
    const beganAt = performance.now();
    let isFull = false;
    const input = {
      ...(cursor === null ? {} : { after: cursor }),
      ...(types === undefined ? {} : { types }),
      ...(userId === undefined ? {} : { user_id: userId }),
    };
    try {
      for await (const page of readStream(billing, input, {
        signal,
        onFull: () => (isFull = true),
      })) {
        cursor = page.cursor;
        yield page;
      }
      // A service or proxy that ends each stream at once must not get a flood of requests.
      if (!isFull) await pause(beganAt + leastPauseMs - performance.now(), signal);
    } catch (error) {
      const ms = pauseAfterStream(error);
      if (ms === null) throw error;
      await pause(ms, signal);
    }
  }
}

const leastPauseMs = 1_000;

/** Pages that wait for the consumer; beyond that the stream is closed, and opened again when they are read. */
const mostWaiting = 8;

interface Reading {
  readonly signal: AbortSignal | undefined;
  /** Called when the stream is closed because of the pages that wait. */
  readonly onFull: () => void;
}

/** The pages of one stream, until it ends or its pages are not read. Closes it when the caller stops reading. */
async function* readStream(
  trpc: TRPCClient<AppRouter>,
  input: WatchInput,
  { signal, onFull }: Reading,
): AsyncGenerator<EventPage, void> {
  signal?.throwIfAborted();
  const waiting: EventPage[] = [];
  let ended: { readonly error?: unknown } | undefined;
  let wake = (): void => undefined;
  const end = (ending: { readonly error?: unknown }): void => {
    ended ??= ending;
    wake();
  };
  const subscription = trpc.events.watch.subscribe(input, {
    onData: ({ data }) => {
      if (ended) return;
      waiting.push(data);
      if (waiting.length < mostWaiting) return wake();
      onFull();
      subscription.unsubscribe();
      end({});
    },
    onError: (error) => end({ error }),
    onComplete: () => end({}),
  });
  const onAbort = (): void => end({ error: signal?.reason });
  signal?.addEventListener("abort", onAbort, { once: true });
  try {
    for (;;) {
      const page = waiting.shift();
      if (page) yield page;
      else if (ended) break;
      else await new Promise<void>((resolve) => (wake = resolve));
      signal?.throwIfAborted();
    }
    if ("error" in ended) throw ended.error;
  } finally {
    signal?.removeEventListener("abort", onAbort);
    subscription.unsubscribe();
  }
}
