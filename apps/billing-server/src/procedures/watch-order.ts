import { orderStateMeaning } from "@onekonsole/billing-contract";
import type { orderUpdateSchema } from "@onekonsole/billing-contract/schemas";
import { tracked } from "@trpc/server";
import type { z } from "zod";
import type { AuditEvent } from "../domain/audit-event.ts";
import { problemCode } from "../domain/problem-texts.ts";
import type { Call } from "./call.ts";
import type { Dependencies } from "./context.ts";
import { endWithCaller, isUnavailable } from "./end-with-caller.ts";
import { findVisibleOrder, type OrderReference } from "./find-own-order.ts";

interface WatchedOrder extends OrderReference {
  /** The version of the last event received; by default none. Only later events are sent. */
  readonly lastEventId?: string | null | undefined;
}

interface WatchOrderCall extends Call<WatchedOrder> {
  /** Aborts when the client disconnects. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Streams every event of an order once and in order, whichever replica causes it; ends when the order is
 * settled. The event id is the order's version, so a client can resume on any replica. When the token
 * expires, the stream ends with `service_unavailable`, and the client reconnects with a new token.
 */
export async function* watchOrder(
  deps: Dependencies,
  { caller, input, signal = new AbortController().signal }: WatchOrderCall,
) {
  const order = await findVisibleOrder(deps.store, { caller, input });
  // Registered before reading, so that a change in between is not missed.
  using watch = deps.waiters.watch({
    owner: order.details.user_id,
    topic: order.id,
    seen: Math.min(Number(input.lastEventId ?? 0), order.version),
  });
  using _ = endWithCaller(watch, { caller, signal });
  try {
    for (let isFirst = true; ; isFirst = false) {
      const events = await deps.store.auditEventsSince(order.id, watch.seen).catch((error) => {
        // The stream is woken again, since it is behind. Thousands that end at once would all reconnect.
        if (isFirst || !isUnavailable(error)) throw error;
        return [];
      });
      const last = events.at(-1);
      for (const event of events) {
        // The client may have read the previous event slowly.
        if (event !== events[0]) watch.throwIfEnded();
        watch.seen = event.version;
        yield tracked(String(event.version), presentEvent(input.order_id, event, event === last));
      }
      const state = last?.state ?? (watch.seen === order.version ? order.state : null);
      if (state && orderStateMeaning[state].settled) return;
      await watch.changed();
    }
  } catch (error) {
    // The client has disconnected; an unhandled rejection would end the process.
    if (!signal.aborted) throw error;
  }
}

function presentEvent(
  orderId: string,
  { version, state, problem, at }: AuditEvent,
  isLast: boolean,
): z.output<typeof orderUpdateSchema> {
  // A settled order may continue, because of a late payment or an operator.
  const settled = isLast && orderStateMeaning[state].settled;
  return {
    order_id: orderId,
    version,
    state,
    settled,
    problem,
    problem_code: problemCode(problem),
    time: at.toISOString(),
  };
}
