import { orderStateMeaning, type orderUpdateSchema } from "@onekonsole/billing-contract";
import { tracked } from "@trpc/server";
import type { z } from "zod";
import { BillingError } from "../domain/billing-error.ts";
import type { PayPalOrderId } from "../domain/order.ts";
import type { OrderStep } from "../domain/order-store.ts";
import type { Dependencies } from "./context.ts";

interface Watch {
  readonly paypalOrderId: PayPalOrderId;
  /** The version the caller saw last; 0 for none. Only later ones are sent. */
  readonly after: number;
  readonly signal: AbortSignal;
}

/**
 * Every step of an order, once each and in order, on whichever replica it happens; ends when the
 * order is settled. The event id is the version, so a client resumes anywhere without a gap.
 */
export async function* watchOrder(deps: Dependencies, { paypalOrderId, after, signal }: Watch) {
  const order = await deps.store.findByPayPalId(paypalOrderId);
  if (!order) throw new BillingError("order_not_found");
  let seen = Math.min(after, order.version);
  for (;;) {
    // Parked before reading, so that a move between the two is not slept through.
    const leaving = new AbortController();
    const moved = deps.waiters.wait(order.id, {
      signal: AbortSignal.any([signal, leaving.signal]),
    });
    moved.catch(() => undefined);
    try {
      const steps = await deps.store.stepsSince(order.id, seen);
      for (const step of steps) {
        seen = step.version;
        yield tracked(String(step.version), presentStep(paypalOrderId, step));
      }
      const state = steps.at(-1)?.state ?? (seen === order.version ? order.state : null);
      if (state && orderStateMeaning[state].settled) return;
      await moved;
    } catch (error) {
      // Whoever left reads nothing more, and a rejection nobody reads would end the process.
      if (signal.aborted) return;
      throw error;
    } finally {
      leaving.abort();
    }
  }
}

function presentStep(
  orderId: PayPalOrderId,
  { version, state, problem, at }: OrderStep,
): z.output<typeof orderUpdateSchema> {
  const { settled } = orderStateMeaning[state];
  return { order_id: orderId, version, state, settled, problem, time: at.toISOString() };
}
