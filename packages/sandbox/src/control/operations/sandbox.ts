import { z } from "zod";
import { sandboxSchema } from "../../state/sandbox-schema.ts";
import type { OperationGroup } from "../operation.ts";
import { conditionsSchema } from "./conditions.ts";
import { done, noInput } from "./shared.ts";

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
  snapshot: {
    method: "GET",
    path: "/snapshot",
    summary: "Returns the whole state, with the private keys of the sandbox.",
    input: noInput,
    output: sandboxSchema,
  },
  restore: {
    method: "POST",
    path: "/restore",
    summary: "Replaces the whole state by one that `snapshot` returned. URLs stay.",
    input: sandboxSchema,
    output: done,
  },
  reset: {
    method: "POST",
    path: "/reset",
    summary:
      "Removes orders, disputes, events, rows, faults and outages. Keys, subscriptions, access tokens and the clock stay.",
    input: noInput,
    output: done,
  },
} as const satisfies OperationGroup;
