import type { OrderState } from "@onekonsole/billing-contract";
import type { ScenarioStep } from "../scenario.ts";

/** The service brings the order into this state. */
export const reach = (state: OrderState, text: string): ScenarioStep => ({
  actor: "billing",
  text,
  act: (scene) => scene.reaches(state),
});

export const deliver: ScenarioStep = reach(
  "provisioned",
  "The service captures the payment and sends the order to web-order.",
);

/** The service delivers the order of the first tab. */
export const deliverFirst: ScenarioStep = {
  actor: "billing",
  text: "The service captures the first payment and orders the cluster.",
  act: (scene) => scene.reaches("provisioned", scene.orderIds[0]),
};
