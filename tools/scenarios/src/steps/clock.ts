import type { OrderState } from "@onekonsole/billing-contract";
import type { ScenarioStep } from "../scenario.ts";

/** All clocks of the world move forward. */
export const pass = (
  time: { readonly hours?: number; readonly minutes?: number },
  text: string,
): ScenarioStep => ({
  actor: "clock",
  text,
  act: ({ control }) => control.clock.advance(time),
});

/** All clocks move on, two minutes at a time, until the order is in this state. */
export const passUntil = (state: OrderState, text: string): ScenarioStep => ({
  actor: "clock",
  text,
  act: (scene) =>
    scene.watch({
      event: `the order is ${state}`,
      read: async () => {
        await scene.control.clock.advance({ minutes: 2 });
        return (await scene.customer.order.get.query({ order_id: scene.orderId })).state;
      },
      isReached: (seen) => seen === state,
    }),
});
