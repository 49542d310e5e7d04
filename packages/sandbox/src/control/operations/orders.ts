import { z } from "zod";
import {
  captureOutcomes,
  captureStatuses,
  orderStatuses,
  refundStatuses,
} from "../../paypal/statuses.ts";
import type { OperationGroup } from "../operation.ts";
import { moneySchema, noInput, timeSchema } from "./shared.ts";

/** An order at the simulated PayPal. */
export const sandboxOrderSchema = z.object({
  id: z.string(),
  status: z.enum([...orderStatuses, "EXPIRED"]),
  amount: moneySchema,
  custom_id: z.string().optional(),
  approve_url: z.string(),
  created_at: timeSchema,
  expires_at: timeSchema,
  approved_at: timeSchema.optional(),
  captured_at: timeSchema.optional(),
  /** The number of declined captures. */
  declines: z.number(),
  captures: z.array(
    z.object({
      id: z.string(),
      status: z.enum(captureStatuses),
      reason: z.string().optional(),
      amount: moneySchema,
    }),
  ),
  refunds: z.array(
    z.object({
      id: z.string(),
      status: z.enum(refundStatuses),
      amount: moneySchema,
      /** Whether PayPal or the payer's bank took the money back. */
      is_reversal: z.boolean(),
    }),
  ),
  dispute_ids: z.array(z.string()),
  /** The issue with which PayPal rejects new refunds. */
  refund_issue: z.string().optional(),
});

const orderId = z.strictObject({ id: z.string() });

/** How the capture after an approval ends. */
const outcome = {
  capture: z.enum(captureOutcomes).default("COMPLETED"),
  /** The reason of a PENDING capture; PENDING_REVIEW by default. */
  pending_reason: z.string().optional(),
  /** Captured instead of the order's amount. */
  value: moneySchema.shape.value.optional(),
};

/** Orders at PayPal, and what the payer, the merchant, the bank and PayPal can do with them. */
export const orderOperations = {
  list: {
    method: "GET",
    path: "/paypal/orders",
    summary: "Returns the newest orders first.",
    input: z.strictObject({ limit: z.coerce.number().int().min(1).max(1_000).default(100) }),
    output: z.object({ orders: z.array(sandboxOrderSchema) }),
  },
  show: {
    method: "GET",
    path: "/paypal/orders/{id}",
    summary: "Returns an order, also after it has expired.",
    input: orderId,
    output: sandboxOrderSchema,
  },
  approve: {
    method: "POST",
    path: "/paypal/orders/{id}/approve",
    summary: "Approves an order as its payer, and chooses how its capture will end.",
    input: orderId.extend(outcome),
    output: sandboxOrderSchema,
  },
  decline: {
    method: "POST",
    path: "/paypal/orders/{id}/decline",
    summary: "Approves an order with a payment method that declines the capture.",
    input: orderId,
    output: sandboxOrderSchema,
  },
  captureInBrowser: {
    method: "POST",
    path: "/paypal/orders/{id}/capture-in-browser",
    summary: "Approves and captures an order in the payer's browser.",
    input: orderId.extend(outcome),
    output: sandboxOrderSchema,
  },
  settle: {
    method: "POST",
    path: "/paypal/orders/{id}/settle",
    summary: "Completes or denies the pending payment of an order.",
    input: orderId.extend({ status: z.enum(["COMPLETED", "DENIED"]) }),
    output: sandboxOrderSchema,
  },
  hold: {
    method: "POST",
    path: "/paypal/orders/{id}/hold",
    summary: "Changes the reason for which the payment of an order is pending.",
    input: orderId.extend({ reason: z.string() }),
    output: sandboxOrderSchema,
  },
  expire: {
    method: "POST",
    path: "/paypal/orders/{id}/expire",
    summary: "Expires an order that is not captured.",
    input: orderId,
    output: sandboxOrderSchema,
  },
  reverse: {
    method: "POST",
    path: "/paypal/orders/{id}/reverse",
    summary: "Takes back all that remains of a payment, as the payer's bank does.",
    input: orderId,
    output: sandboxOrderSchema,
  },
  cancelReversal: {
    method: "POST",
    path: "/paypal/orders/{id}/cancel-reversal",
    summary: "Returns all reversed money of an order to the merchant.",
    input: orderId,
    output: sandboxOrderSchema,
  },
  refund: {
    method: "POST",
    path: "/paypal/orders/{id}/refund",
    summary: "Refunds an order in PayPal's dashboard; by default all that remains.",
    input: orderId.extend({ value: moneySchema.shape.value.optional() }),
    output: sandboxOrderSchema,
  },
  refuseRefunds: {
    method: "POST",
    path: "/paypal/orders/{id}/refuse-refunds",
    summary: "Rejects new refunds of an order with an issue, until they are allowed again.",
    input: orderId.extend({ issue: z.string() }),
    output: sandboxOrderSchema,
  },
  allowRefunds: {
    method: "POST",
    path: "/paypal/orders/{id}/allow-refunds",
    summary: "Ends the rejection of refunds.",
    input: orderId,
    output: sandboxOrderSchema,
  },
  settleRefund: {
    method: "POST",
    path: "/paypal/refunds/{id}/settle",
    summary: "Completes or fails a pending refund.",
    input: orderId.extend({ status: z.enum(["COMPLETED", "FAILED"]) }),
    output: sandboxOrderSchema,
  },
  holdRefunds: {
    method: "POST",
    path: "/paypal/refunds/hold",
    summary:
      "Keeps new refunds pending until they are settled, as those of bank transfers, or ends this.",
    input: z.strictObject({ on: z.boolean() }),
    output: noInput,
  },
} as const satisfies OperationGroup;
