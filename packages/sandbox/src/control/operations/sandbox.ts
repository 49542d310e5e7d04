import { z } from "zod";
import type { OperationGroup } from "../operation.ts";
import { conditionsSchema } from "./conditions.ts";
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
  conditions: {
    method: "GET",
    path: "/conditions",
    summary: "Returns every outage, fault and switch that is on, and how far the clock is ahead.",
    input: noInput,
    output: conditionsSchema,
  },
} as const satisfies OperationGroup;
