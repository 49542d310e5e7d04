import type { ScenarioStep } from "../scenario.ts";

export const approve: ScenarioStep = {
  actor: "payer",
  text: "The payer approves the payment at PayPal.",
  act: ({ control, orderId: id }) => control.orders.approve({ id }),
};

export const approveWithDeclinedCard: ScenarioStep = {
  actor: "payer",
  text: "The payer approves with a card that is declined.",
  act: ({ control, orderId: id }) => control.orders.decline({ id }),
};

export const approveWithAnotherCard: ScenarioStep = {
  ...approve,
  text: "The payer approves again with another card.",
};

export const approveForReview: ScenarioStep = {
  actor: "payer",
  text: "The payer approves a payment that PayPal reviews.",
  act: ({ control, orderId: id }) => control.orders.approve({ id, capture: "PENDING" }),
};

/** As the old console's PayPal buttons do it. */
export const payInBrowser: ScenarioStep = {
  actor: "payer",
  text: "The payer's browser captures the payment, as in the old console, and is closed.",
  act: ({ control, orderId: id }) => control.orders.captureInBrowser({ id }),
};

export const payWrongAmount: ScenarioStep = {
  actor: "payer",
  text: "The payer's browser captures €3.00 instead of €30.00.",
  act: ({ control, orderId: id }) => control.orders.captureInBrowser({ id, value: "3.00" }),
};

/** The payer approves the order of the first tab. */
export const approveFirst: ScenarioStep = {
  actor: "payer",
  text: "The payer approves the payment of the first tab.",
  act: async ({ control, orderIds: [id = ""] }) => control.orders.approve({ id }),
};
