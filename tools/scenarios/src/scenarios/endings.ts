import { customerText } from "../customer-text.ts";
import type { ScenarioEnding } from "../scenario.ts";

/** Paid, and one cluster ordered. */
export const delivered: ScenarioEnding = {
  state: "provisioned",
  captured: "30.00",
  returned: "0.00",
  paypal: "COMPLETED",
  clusters: 1,
  disputed: false,
  message: customerText("provisioned"),
};

/** No money taken, nothing ordered. */
export const unpaid = {
  captured: "0.00",
  returned: "0.00",
  clusters: 0,
  disputed: false,
} as const;

/** Paid, and refunded in full. */
export const refunded: Omit<ScenarioEnding, "clusters"> = {
  state: "refunded",
  captured: "30.00",
  returned: "30.00",
  paypal: "REFUNDED",
  disputed: false,
  message: customerText("refunded"),
};

/** The customer's text after a refund by an operator. */
export const refundedByTeam: string = customerText(
  "refunded",
  "Our team decided to refund your payment.",
);
