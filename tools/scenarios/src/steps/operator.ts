import type { ScenarioStep } from "../scenario.ts";
import type { Scene } from "../scene.ts";

export const refundPart: ScenarioStep = {
  actor: "operator",
  text: "The operator refunds €12.50 of the price.",
  act: (scene) => refund(scene, "12.50"),
};

export const refundAll: ScenarioStep = {
  actor: "operator",
  text: "The operator refunds the whole payment.",
  act: (scene) => refund(scene),
};

async function refund(
  { operator: { operator }, orderId: order_id }: Scene,
  amount?: string,
): Promise<void> {
  const { version } = await operator.order.query({ order_id });
  const reason = "played by a scenario";
  await operator.refund.mutate({ order_id, version, reason, ...(amount ? { amount } : {}) });
}
