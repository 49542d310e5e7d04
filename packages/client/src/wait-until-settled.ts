import type {
  AppInputs,
  AppRouter,
  ResumableEvent,
  SettledState,
} from "@onekonsole/billing-contract";
import type { TRPCClient } from "@trpc/client";
import type { inferRouterOutputs } from "@trpc/server";
import { pauseAfterStream } from "./pause-after-stream.ts";
import { pause } from "./pause.ts";

type WatchEvent =
  inferRouterOutputs<AppRouter>["order"]["watch"] extends AsyncIterable<infer Event>
    ? Event
    : never;

/** An update of an order, as `order.watch` reports it. */
export type OrderUpdate = WatchEvent extends ResumableEvent<infer Update> ? Update : never;

/**
 * The last update of an order, by its state. A `switch` over `state` that names them all does not compile any
 * more when the contract adds one. A newer service may settle an order in another state.
 */
export type SettledOrder = {
  [State in SettledState]: Omit<OrderUpdate, "state" | "settled"> & {
    readonly state: State;
    readonly settled: true;
  };
}[SettledState];

export interface WaitOptions {
  readonly signal?: AbortSignal;
  /** Called for every update, the settled one included. */
  readonly onUpdate?: (update: OrderUpdate) => void;
}

/**
 * Follows an order, over several streams if needed; resolves with its settled update. See
 * `BillingClient`.
 */
export async function waitUntilSettled(
  trpc: TRPCClient<AppRouter>,
  orderId: string,
  { signal, onUpdate }: WaitOptions = {},
): Promise<SettledOrder> {
  let seen: { readonly lastEventId?: string } = {};
  for (;;) {
    try {
      return await follow(trpc, {
        input: { order_id: orderId, ...seen },
        signal,
        onEvent: ({ id, data }) => {
          seen = { lastEventId: id };
          onUpdate?.(data);
        },
      });
    } catch (error) {
      const ms = pauseAfterStream(error);
      if (ms === null) throw error;
      await pause(ms, signal);
      signal?.throwIfAborted();
    }
  }
}

interface Following {
  readonly input: AppInputs["order"]["watch"];
  readonly signal: AbortSignal | undefined;
  readonly onEvent: (event: WatchEvent) => void;
}

/** One subscription: resolves with the settled update, or rejects with the error that ended it. */
function follow(
  trpc: TRPCClient<AppRouter>,
  { input, signal, onEvent }: Following,
): Promise<SettledOrder> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason as Error);
    const subscription = trpc.order.watch.subscribe(input, {
      onData: (event) => {
        onEvent(event);
        // The contract says which states are settled.
        if (event.data.settled) finish(() => resolve(event.data as SettledOrder));
      },
      onError: (error) => finish(() => reject(error)),
      onComplete: () => finish(() => reject(new Error("The stream ended too early."))),
    });
    const onAbort = () => finish(() => reject(signal?.reason as Error));
    signal?.addEventListener("abort", onAbort, { once: true });
    function finish(settle: () => void): void {
      signal?.removeEventListener("abort", onAbort);
      // First, since unsubscribing reports the stream as complete.
      settle();
      subscription.unsubscribe();
    }
  });
}
