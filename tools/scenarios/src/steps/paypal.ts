import type { ScenarioStep } from "../scenario.ts";

export const completePayment: ScenarioStep = {
  actor: "paypal",
  text: "PayPal releases the payment.",
  act: ({ control, orderId: id }) => control.orders.settle({ id, status: "COMPLETED" }),
};

export const denyPayment: ScenarioStep = {
  actor: "paypal",
  text: "PayPal denies the payment.",
  act: ({ control, orderId: id }) => control.orders.settle({ id, status: "DENIED" }),
};
