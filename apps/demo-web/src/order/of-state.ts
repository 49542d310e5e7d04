import type { OrderState } from "@onekonsole/billing-contract";

/** The entry of a state; undefined for a state that only a newer service has. */
export const ofState = <Entry>(
  entries: Readonly<Record<OrderState, Entry>>,
  state: OrderState,
): Entry | undefined => entries[state];
