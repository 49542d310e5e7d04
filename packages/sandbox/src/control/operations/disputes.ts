import { z } from "zod";
import { disputeReasons, disputeStages } from "../../paypal/dispute-reasons.ts";
import { disputeOutcomes, disputeStatuses } from "../../paypal/statuses.ts";
import type { OperationGroup } from "../operation.ts";
import { moneySchema, noInput } from "./shared.ts";

export const disputeSchema = z.object({
  id: z.string(),
  status: z.enum(disputeStatuses),
  reason: z.enum(disputeReasons),
  stage: z.enum(disputeStages),
  /** The disputed amount. */
  amount: moneySchema,
  outcome: z.string().optional(),
  capture_ids: z.array(z.string()),
});

const disputeId = z.strictObject({ id: z.string() });

/** Disputes about captured payments. */
export const disputeOperations = {
  list: {
    method: "GET",
    path: "/paypal/disputes",
    summary: "Returns all disputes.",
    input: noInput,
    output: z.object({ disputes: z.array(disputeSchema) }),
  },
  open: {
    method: "POST",
    path: "/paypal/disputes/open",
    summary: "Opens a dispute about the payment of an order.",
    input: z.strictObject({
      order_id: z.string(),
      reason: z.enum(disputeReasons).default("MERCHANDISE_OR_SERVICE_NOT_RECEIVED"),
      /** A part of the payment, in its currency; by default all of it. */
      value: moneySchema.shape.value.optional(),
      /** In any stage but INQUIRY, the payer's bank opens it. */
      stage: z.enum(disputeStages).default("INQUIRY"),
    }),
    output: disputeSchema,
  },
  escalate: {
    method: "POST",
    path: "/paypal/disputes/{id}/escalate",
    summary:
      "Requests the seller's response, or puts the dispute under PayPal's review; moves it to a later stage.",
    input: disputeId.extend({
      status: z.enum(["WAITING_FOR_SELLER_RESPONSE", "UNDER_REVIEW"]).default("UNDER_REVIEW"),
      /** Unchanged by default. */
      stage: z.enum(disputeStages).exclude(["INQUIRY"]).optional(),
    }),
    output: disputeSchema,
  },
  resolve: {
    method: "POST",
    path: "/paypal/disputes/{id}/resolve",
    summary: "Resolves a dispute; the buyer's favour takes the disputed amount back.",
    input: disputeId.extend({
      outcome: z.enum(disputeOutcomes),
    }),
    output: disputeSchema,
  },
  reopen: {
    method: "POST",
    path: "/paypal/disputes/{id}/reopen",
    summary: "Opens a resolved dispute again.",
    input: disputeId,
    output: disputeSchema,
  },
} as const satisfies OperationGroup;
