import type { ScenarioStep } from "../scenario.ts";
import { addFault } from "./faults.ts";

export const refuseName: ScenarioStep = {
  actor: "web_order",
  text: "web-order rejects the cluster name.",
  act: async ({ control, clusterName: cluster_name, onEnd }) => {
    await control.webOrder.refuse({ cluster_name });
    onEnd(() => control.webOrder.allow({ cluster_name }));
  },
};

export const failAfterEffect: ScenarioStep = addFault(
  "web_order",
  "web-order will accept the next order and respond with 500.",
  { simulator: "web_order", operation: "order.create", kind: { status: 500 }, when: "after" },
);
