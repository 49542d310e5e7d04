import { z } from "zod";
import { orderRowSchema } from "../../web-order/web-order-schema.ts";
import type { OperationGroup } from "../operation.ts";
import { done, noInput } from "./shared.ts";

/** The service that provisions the clusters. */
export const webOrderOperations = {
  rows: {
    method: "GET",
    path: "/web-order/rows",
    summary: "Returns the accepted orders, oldest first; two of one PayPal order are two clusters.",
    input: z.strictObject({ paypal_id: z.string().optional() }),
    output: z.object({ rows: z.array(orderRowSchema) }),
  },
  refuse: {
    method: "POST",
    path: "/web-order/refuse",
    summary: "Rejects every order with a cluster name.",
    input: z.strictObject({
      cluster_name: z.string(),
      status: z.number().int().min(400).max(599).default(400),
      error: z.string().default("name refused"),
    }),
    output: done,
  },
  allow: {
    method: "POST",
    path: "/web-order/allow",
    summary: "Ends the rejection of a cluster name.",
    input: z.strictObject({ cluster_name: z.string() }),
    output: done,
  },
  setProvisioner: {
    method: "POST",
    path: "/web-order/provisioner",
    summary:
      "Makes the provisioner reachable or not; if not, a new row is stored and the response is a 500.",
    input: z.strictObject({ reachable: z.boolean() }),
    output: done,
  },
  setPayPalLink: {
    method: "POST",
    path: "/web-order/paypal-link",
    summary: "Sets web-order's own connection to PayPal, which its lists depend on.",
    input: z.strictObject({ state: z.enum(["up", "other_environment", "down"]) }),
    output: noInput,
  },
} as const satisfies OperationGroup;
