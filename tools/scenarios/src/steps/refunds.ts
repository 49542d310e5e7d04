import type { ScenarioStep } from "../scenario.ts";
import type { Scene } from "../scene.ts";

export const refundInDashboard: ScenarioStep = {
  actor: "merchant",
  text: "The merchant refunds the whole payment in PayPal's dashboard.",
  act: ({ control, orderId: id }) => control.orders.refund({ id }),
};

export const holdRefunds: ScenarioStep = {
  actor: "bank",
  text: "The bank holds new refunds.",
  act: async ({ control, onEnd }) => {
    await control.orders.holdRefunds({ on: true });
    onEnd(() => control.orders.holdRefunds({ on: false }));
  },
};

export const failRefund: ScenarioStep = {
  actor: "bank",
  text: "The bank cannot transfer the refund, which fails.",
  act: (scene) => settleRefund(scene, "FAILED"),
};

export const completeRefund: ScenarioStep = {
  actor: "bank",
  text: "The bank transfers the refund.",
  act: (scene) => settleRefund(scene, "COMPLETED"),
};

export const refuseRefunds: ScenarioStep = {
  actor: "paypal",
  text: "PayPal no longer accepts refunds of the payment.",
  act: ({ control, orderId: id }) =>
    control.orders.refuseRefunds({ id, issue: "REFUND_TIME_LIMIT_EXCEEDED" }),
};

export const reverse: ScenarioStep = {
  actor: "bank",
  text: "The payer's bank takes the money back.",
  act: ({ control, orderId: id }) => control.orders.reverse({ id }),
};

export const cancelReversal: ScenarioStep = {
  actor: "bank",
  text: "The bank cancels the reversal, and the merchant has the money again.",
  act: ({ control, orderId: id }) => control.orders.cancelReversal({ id }),
};

/** Settles the refund once it is pending at PayPal. */
async function settleRefund(scene: Scene, status: "COMPLETED" | "FAILED"): Promise<void> {
  const { control, orderId } = scene;
  const pending = await scene.watch({
    event: "the refund is pending at PayPal",
    read: async () => {
      const { refunds } = await control.orders.show({ id: orderId });
      return refunds.find((refund) => refund.status === "PENDING");
    },
    isReached: (refund) => refund !== undefined,
  });
  await control.orders.settleRefund({ id: pending?.id ?? "", status });
}
