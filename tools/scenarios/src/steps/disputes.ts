import { ScenarioFailure } from "../scenario-failure.ts";
import type { ScenarioStep } from "../scenario.ts";
import type { Scene } from "../scene.ts";

export const openDispute: ScenarioStep = {
  actor: "payer",
  text: "The payer opens a dispute at PayPal.",
  act: ({ control, orderId: order_id }) => control.disputes.open({ order_id }),
};

export const resolveForMerchant: ScenarioStep = {
  actor: "paypal",
  text: "PayPal decides the dispute for the merchant.",
  act: (scene) => resolve(scene, "RESOLVED_SELLER_FAVOUR"),
};

export const resolveForPayer: ScenarioStep = {
  actor: "paypal",
  text: "PayPal decides the dispute for the payer and takes the money back.",
  act: (scene) => resolve(scene, "RESOLVED_BUYER_FAVOUR"),
};

export const reopenDispute: ScenarioStep = {
  actor: "paypal",
  text: "PayPal reopens the dispute.",
  act: async (scene) => scene.control.disputes.reopen({ id: await disputeId(scene) }),
};

/** The service has processed PayPal's event about the dispute. */
export const recordDispute = (disputed: boolean): ScenarioStep => ({
  actor: "billing",
  text: disputed
    ? "The service marks the order as disputed."
    : "The service marks the order as no longer disputed.",
  act: (scene) =>
    scene.watch({
      event: `the order is ${disputed ? "disputed" : "not disputed"}`,
      read: async () => {
        const { orderId: order_id } = scene;
        return (await scene.operator.operator.order.query({ order_id })).disputed;
      },
      isReached: (seen) => seen === disputed,
    }),
});

async function resolve(
  scene: Scene,
  outcome: "RESOLVED_SELLER_FAVOUR" | "RESOLVED_BUYER_FAVOUR",
): Promise<void> {
  await scene.control.disputes.resolve({ id: await disputeId(scene), outcome });
}

async function disputeId({ control, orderId: id }: Scene): Promise<string> {
  const { dispute_ids } = await control.orders.show({ id });
  const last = dispute_ids.at(-1);
  if (last === undefined) throw new ScenarioFailure(`Order ${id} has no dispute.`);
  return last;
}
