import { createDecisionCommand } from "./create-decision-command.ts";

/** Ends an order after manual review. */
export const close = createDecisionCommand({
  name: "close",
  summary: "end a reviewed order that needs no further action",
  description: `Ends an order in needs_attention that has nothing left to retry or refund: the funds were
returned or never received, they paid for a delivered cluster, or they were refunded outside PayPal.`,
  prompt: "Type yes to close the order:",
});
