import { decide } from "./decide.ts";

/** Tries again what failed. */
export const retry = decide({
  name: "retry",
  summary: "try again what failed: the capture, the delivery or the refund",
  explained: `Tries again what failed of an order that needs a person: the capture while nothing was captured, the
refund that failed, else the delivery.`,
  question: "Type yes to try again:",
});
