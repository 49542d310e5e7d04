import { orderStateMeaning, type orderUpdateSchema } from "@onekonsole/billing-contract";
import { tracked } from "@trpc/server";
import type { z } from "zod";
import type { AuditEvent } from "../domain/audit-event.ts";
import { BillingError } from "../domain/billing-error.ts";
import type { Caller } from "../domain/caller.ts";
import type { Call } from "./call.ts";
import type { Dependencies } from "./context.ts";
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
  using waiter = deps.waiters.acquireSlot(order.details.user_id);
  const expiry = expirySignal(caller);
  let seen = Math.min(Number(input.lastEventId ?? 0), order.version);
  for (;;) {
    // Registered before reading, so that a change in between is not missed.
    const leaving = new AbortController();
    const ending = AbortSignal.any([signal, expiry, leaving.signal]);
    const changed = waiter.wait(order.id, ending);
    changed.catch(() => undefined);
    try {
      const events = await deps.store.auditEventsSince(order.id, seen);
      const last = events.at(-1);
      for (const event of events) {
        // The client may have read the previous event slowly.
        if (event !== events[0]) expiry.throwIfAborted();
        seen = event.version;
        yield tracked(String(event.version), presentEvent(input.order_id, event, event === last));
      }
      const state = last?.state ?? (seen === order.version ? order.state : null);
      if (state && orderStateMeaning[state].settled) return;
      await changed;
    } catch (error) {
      // The client has disconnected; an unhandled rejection would end the process.
      if (signal.aborted) return;
      // Clients reconnect on this error; on `unauthenticated` they would stop.
      if (expiry.aborted) throw new BillingError("service_unavailable", { cause: error });
      throw error;
    } finally {
      leaving.abort();
    }
  }
}

// The maximum of a timer; tokens are valid for a shorter time.
const longestStreamMs = 24 * 3600_000;

/** Aborts when the caller's token expires. */
function expirySignal(caller: Caller): AbortSignal {
  const remainingMs =
    caller.kind === "token" ? caller.expiresAt.getTime() - Date.now() : longestStreamMs;
  return AbortSignal.timeout(Math.max(0, Math.min(remainingMs, longestStreamMs)));
}

function presentEvent(
  orderId: string,
  { version, state, problem, at }: AuditEvent,
  isLast: boolean,
): z.output<typeof orderUpdateSchema> {
  // A settled order may continue, because of a late payment or an operator.
  const settled = isLast && orderStateMeaning[state].settled;
  return { order_id: orderId, version, state, settled, problem, time: at.toISOString() };
}
