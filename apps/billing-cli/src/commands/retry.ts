import { createDecisionCommand } from "./create-decision-command.ts";

/** Retries the failed step of an order. */
export const retry = createDecisionCommand({
  name: "retry",
  summary: "retry the failed step: capture, delivery or refund",
  description: `Retries the failed step of an order in needs_attention: the capture if nothing was captured, the refund
if one failed, otherwise the delivery.`,
  prompt: "Type yes to retry:",
});
