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
 * Every step of an order, once each and in order, on whichever replica it happens; ends when the
 * order is settled. The event id is the version, so a client resumes anywhere without a gap. A stream
 * that outlives its caller's token breaks off, and its client comes back with a fresh one or is
 * refused.
 */
export async function* watchOrder(
  deps: Dependencies,
  { caller, input, signal = new AbortController().signal }: WatchOrderCall,
) {
  const order = await findVisibleOrder(deps.store, { caller, input });
  using place = deps.waiters.enter(order.details.user_id);
  const expiry = expirySignal(caller);
  let seen = Math.min(Number(input.lastEventId ?? 0), order.version);
  for (;;) {
    // Parked before reading, so that a move between the two is not slept through.
    const leaving = new AbortController();
    const ending = AbortSignal.any([signal, expiry, leaving.signal]);
    const moved = place.wait(order.id, ending);
    moved.catch(() => undefined);
    try {
      const steps = await deps.store.auditEventsSince(order.id, seen);
      const last = steps.at(-1);
      for (const step of steps) {
        // A reader takes as long as it likes over the step before.
        if (step !== steps[0]) expiry.throwIfAborted();
        seen = step.version;
        yield tracked(String(step.version), presentStep(input.order_id, step, step === last));
      }
      const state = last?.state ?? (seen === order.version ? order.state : null);
      if (state && orderStateMeaning[state].settled) return;
      await moved;
    } catch (error) {
      // Whoever left reads nothing more, and a rejection nobody reads would end the process.
      if (signal.aborted) return;
      // On this answer clients reconnect; on `unauthenticated` they would give up.
      if (expiry.aborted) throw new BillingError("service_unavailable", { cause: error });
      throw error;
    } finally {
      leaving.abort();
    }
  }
}

// Longer than any token we accept is worth a timer.
const longestStreamMs = 24 * 3600_000;

/** When the caller's word no longer holds. */
function expirySignal(caller: Caller): AbortSignal {
  const remainingMs =
    caller.kind === "token" ? caller.expiresAt.getTime() - Date.now() : longestStreamMs;
  return AbortSignal.timeout(Math.max(0, Math.min(remainingMs, longestStreamMs)));
}

function presentStep(
  orderId: string,
  { version, state, problem, at }: AuditEvent,
  isLast: boolean,
): z.output<typeof orderUpdateSchema> {
  // An order that had settled may have been taken up again: money that came late, or an operator.
  const settled = isLast && orderStateMeaning[state].settled;
  return { order_id: orderId, version, state, settled, problem, time: at.toISOString() };
}
