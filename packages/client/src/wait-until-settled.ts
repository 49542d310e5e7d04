import type { AppRouter, ResumableEvent } from "@onekonsole/billing-contract";
import type { inferRouterOutputs } from "@trpc/server";
import type { TRPCClient } from "@trpc/client";

type WatchEvent =
  inferRouterOutputs<AppRouter>["order"]["watch"] extends AsyncIterable<infer Event>
    ? Event
    : never;

/** One step of an order's life, as `order.watch` reports it. */
export type OrderUpdate = WatchEvent extends ResumableEvent<infer Update> ? Update : never;

/** The last update of an order: its `settled` is true. */
export type SettledOrder = OrderUpdate;

export interface WaitOptions {
  readonly signal?: AbortSignal;
  /** Called for every step, the settled one included. */
  readonly onUpdate?: (update: OrderUpdate) => void;
}

/** Subscribes to an order and resolves with its settled update; see `BillingClient`. */
export function waitUntilSettled(
  trpc: TRPCClient<AppRouter>,
  orderId: string,
  { signal, onUpdate }: WaitOptions = {},
): Promise<SettledOrder> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason as Error);
    const subscription = trpc.order.watch.subscribe(
      { order_id: orderId },
      {
        onData: ({ data }) => {
          onUpdate?.(data);
          if (data.settled) finish(() => resolve(data));
        },
        onError: (error) => finish(() => reject(error)),
        onComplete: () => finish(() => reject(new Error("The order's stream ended unsettled."))),
      },
    );
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
