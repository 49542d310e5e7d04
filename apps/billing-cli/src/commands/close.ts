import { createDecisionCommand } from "./create-decision-command.ts";

/** Ends an order after manual review. */
export const close = createDecisionCommand({
  name: "close",
  summary: "end a reviewed order that needs no further action",
  description: `Ends an order in needs_attention that has nothing left to retry or refund: the money is gone or
never came, it paid for a delivered cluster, or it was paid back outside PayPal.`,
  prompt: "Type yes to close the order:",
});
