import { z } from "zod";
import type { OperationGroup } from "../operation.ts";
import { noInput } from "./shared.ts";

/** The sandbox as a whole. */
export const sandboxOperations = {
  show: {
    method: "GET",
    path: "/about",
    summary: "Returns the addresses of the simulators.",
    input: noInput,
    output: z.object({
      paypal_url: z.string(),
      web_order_url: z.string(),
      issuer_url: z.string(),
      control_url: z.string(),
    }),
  },
} as const satisfies OperationGroup;
