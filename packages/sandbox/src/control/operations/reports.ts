import { z } from "zod";
import type { OperationGroup } from "../operation.ts";
import { done } from "./shared.ts";

/** PayPal's reports for merchants. */
export const reportOperations = {
  delay: {
    method: "POST",
    path: "/paypal/reports/delay",
    summary: "Lists new transactions late in PayPal's search; at PayPal it can take three hours.",
    input: z.strictObject({ hours: z.number().nonnegative() }),
    output: done,
  },
} as const satisfies OperationGroup;
