import { type Order, stateMeaning } from "@onekonsole/billing-contract";
import type { OrderUpdate } from "../wait-until-settled.ts";

/** An update of an order; `time` is null for one that is known from a later read only. */
export type OrderStep = Omit<OrderUpdate, "time"> & { readonly time: string | null };

/** Adds an update in the order of the versions. A known one, as after a reconnect, changes nothing. */
export function addStep<Step extends { readonly version: number }>(
  steps: readonly Step[],
  step: Step,
): readonly Step[] {
  if (steps.some(({ version }) => version === step.version)) return steps;
  return [...steps, step].toSorted((a, b) => a.version - b.version);
}

/** The updates, with the state of a newer response: the stream of a settled order has ended. */
export function addOrder(steps: readonly OrderStep[], order: Order): readonly OrderStep[] {
  const { order_id, version, state, problem, problem_code } = order;
  const { settled } = stateMeaning(state);
  const time = order.history.at(-1)?.time ?? null;
  return addStep(steps, { order_id, version, state, settled, problem, problem_code, time });
}
