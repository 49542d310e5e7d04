import type { ValidInput } from "@onekonsole/billing-contract/schemas";
import { tracked } from "@trpc/server";
import type { KitState } from "./kit-state.ts";

interface WatchOptions {
  readonly input: ValidInput<"order.watch">;
  readonly signal?: AbortSignal | undefined;
}

/** The updates of an order after the last received one, until it is settled. */
export async function* watchOrder({ book }: KitState, { input, signal }: WatchOptions) {
  const { updates } = book.find(input.order_id);
  let seen = Number(input.lastEventId ?? 0);
  for (;;) {
    for (const update of updates.slice(seen)) {
      seen = update.version;
      yield tracked(String(update.version), update);
    }
    if (updates.at(-1)?.settled) return;
    await book.changed(signal);
    if (signal?.aborted) return;
  }
}
