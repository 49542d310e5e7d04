import type { OrderState } from "@onekonsole/billing-contract";
import type { Job } from "../job.ts";
import type { OrderEvent } from "../order-event.ts";
import type { Order } from "../order.ts";
import { jobFor } from "../state-traits.ts";
import { changes } from "./changes.ts";
import { guardsAllow } from "./guards.ts";
import { stateAfter } from "./next-state.ts";

/** The columns a transition changes, and the job it queues. */
export interface Transition {
  readonly state: OrderState;
  readonly changes: Partial<Order>;
  readonly job: Job | null;
}

/** Pure: the effect of an event on an order at a moment; `null` when the event does not apply. */
export function transition(order: Order, event: OrderEvent, now: Date): Transition | null {
  const state = stateAfter(order, event);
  if (state === null || !guardsAllow(order, event)) return null;
  return {
    state,
    changes: changes(order, { event, state, now }),
    job: jobAfter(order, event, state),
  };
}

/** Whether an event applies to the order. */
export const isApplicable = (order: Order, event: OrderEvent): boolean =>
  stateAfter(order, event) !== null && guardsAllow(order, event);

function jobAfter(order: Order, event: OrderEvent, state: OrderState): Job | null {
  if (event.type === "refund_requested") return "refund";
  // Recorded without a change of state: the job of the state is queued already.
  return state === order.state ? null : jobFor(state);
}
