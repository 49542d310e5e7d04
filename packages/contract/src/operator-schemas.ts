import { z } from "zod";
import { storedDetailsSchema } from "./details-schemas.ts";
import { moneySchema, orderStateSchema, timestampSchema } from "./field-schemas.ts";
import { receiptDocumentSchema } from "./receipt.ts";
import { orderReferenceSchema, orderVatFields } from "./schemas.ts";

/** The input of procedures without an input. */
export const noInputSchema = z.undefined();

/** One line of an operator's list. */
export const operatorOrderLineSchema = z.object({
  order_id: z.string(),
  state: orderStateSchema,
  version: z.int(),
  user_id: z.string(),
  cluster_name: z.string(),
  amount: moneySchema,
  captured_amount: moneySchema.nullable(),
  /** A dispute of the payer is open at PayPal; the merchant must respond to it there. */
  disputed: z.boolean(),
  /** PayPal's reason for holding the payment, in the state `capture_pending`. */
  pending_reason: z.string().nullable(),
  problem: z.string().nullable(),
  create_time: timestampSchema,
  /** When the order entered its state. */
  state_since: timestampSchema,
});

export const operatorOrdersInputSchema = z
  .object({
    states: z.array(orderStateSchema).min(1).optional(),
    disputed: z
      .literal(true, { error: "must be true, or absent" })
      .optional()
      .describe("Only orders with an open dispute."),
    refund_under_way: z
      .literal(true, { error: "must be true, or absent" })
      .optional()
      .describe("Only orders with a refund that PayPal or the bank has not completed."),
    older_than_seconds: z
      .int({ error: "must be a whole number of seconds" })
      .min(0, "must not be negative")
      .max(1_000_000_000, "must be less than 32 years")
      .optional()
      .describe("Only orders that have been in their state for at least this many seconds."),
    limit: z
      .int({ error: "must be a whole number from 1 to 200" })
      .min(1, "must be a whole number from 1 to 200")
      .max(200, "must be a whole number from 1 to 200")
      .optional()
      .describe("50 when absent."),
    after: z
      .string()
      .regex(/^[\w:.|-]{1,100}$/, "must be the `next` of an earlier response")
      .optional(),
  })
  .optional();

/**
 * Orders that need an operator first (`needs_attention`, and payments that PayPal holds until the
 * merchant acts there), then those longest in their state. `next` is the cursor of the next page.
 */
export const operatorOrdersSchema = z.object({
  orders: z.array(operatorOrderLineSchema),
  next: z.string().nullable(),
});

const auditLineSchema = z.object({
  version: z.int(),
  time: timestampSchema,
  event: z.string(),
  from_state: orderStateSchema.nullable(),
  to_state: orderStateSchema,
  caused_by: z.string(),
  /** The operator and the reason, for an operator's action; for a dead letter, its last failure. */
  actor: z.string().nullable(),
  note: z.string().nullable(),
  problem: z.string().nullable(),
  /** PayPal's debug id of the call that showed it, to quote to PayPal's support. */
  debug_id: z.string().nullable(),
});

const refundLineSchema = z.object({
  id: z.string(),
  paypal_refund_id: z.string().nullable(),
  /** `null` for all that remained. */
  amount: moneySchema.nullable(),
  status: z.enum(["requested", "pending", "completed", "failed"]),
  kind: z.enum(["refund", "reversal"]),
  /**
   * PayPal's reason for the last rejection of the refund, and its time; `null` without one. A
   * `requested` refund is requested again.
   */
  failure_reason: z.string().nullable(),
  failed_time: timestampSchema.nullable(),
});

const actionSchema = z.enum(["retry", "refund", "close"]);

/** An action that is possible for the order, and its effect; `effect` is a sentence. */
const availableActionSchema = z.discriminatedUnion("action", [
  z.object({
    action: z.literal("retry"),
    target: z.enum(["capture", "delivery", "refund"]),
    /** What would be refunded; `null` for another target. */
    amount: moneySchema.nullable(),
    effect: z.string(),
  }),
  z.object({
    action: z.literal("refund"),
    /** The most that can be refunded. */
    amount: moneySchema,
    effect: z.string(),
  }),
  z.object({
    action: z.literal("close"),
    /** What happens to remaining money, if any remains. */
    outcome: z.enum(["no_money", "kept_for_cluster", "paid_back_outside"]),
    effect: z.string(),
  }),
]);

const unavailableActionSchema = z.object({
  action: actionSchema,
  /** The reason why it is not possible, as a sentence. */
  obstacle: z.string(),
});

/** All data of an order. `situation` explains its state, `next_step` what to do. */
export const operatorOrderSchema = operatorOrderLineSchema.extend({
  ...orderVatFields,
  custom_id: z.string(),
  order_details: storedDetailsSchema,
  capture_id: z.string().nullable(),
  refunded_amount: moneySchema.nullable(),
  reversed_amount: moneySchema.nullable(),
  /** The amount that can be refunded, without refunds in progress. `null` if none can be. */
  refundable_amount: moneySchema.nullable(),
  delivery: z.enum(["none", "open", "answered"]),
  web_order_id: z.int().nullable(),
  situation: z.string(),
  next_step: z.string(),
  /** In the order retry, refund, close; any other action fails with `not_possible`. */
  available_actions: z.array(availableActionSchema),
  unavailable_actions: z.array(unavailableActionSchema),
  refunds: z.array(refundLineSchema),
  receipts: z
    .array(
      receiptDocumentSchema.pick({
        number: true,
        kind: true,
        issued_time: true,
        total_amount: true,
      }),
    )
    .describe("The receipt and the credit notes, in the order of issue."),
  history: z.array(auditLineSchema),
});

/** The reason of an operator's action. */
export const reasonSchema: z.ZodString = z
  .string({ error: "must be a reason of 3 to 500 characters" })
  .trim()
  // The database rejects zero bytes.
  .regex(/^[^\0]*$/, "must not contain zero bytes")
  .min(3, "must be a reason of 3 to 500 characters")
  .max(500, "must be a reason of 3 to 500 characters");

/**
 * An operator's action on an order. It fails if the order has another version than the one that the
 * operator read.
 */
export const operatorActInputSchema = orderReferenceSchema.extend({
  version: z.int({ error: "must be the version of the order that you read" }).min(1),
  reason: reasonSchema,
});

export const operatorRefundInputSchema = operatorActInputSchema.extend({
  amount: z
    .string()
    .regex(/^\d{1,15}(\.\d{1,2})?$/, "must be a decimal such as 12.50")
    .optional()
    .describe("In the currency that was captured; all that remains when absent."),
});

export const reconcileInputSchema = z.object(
  {
    since: z.iso.datetime({ error: "must be a time such as 2026-11-25T08:00:00Z" }),
    reason: reasonSchema,
  },
  { error: "must be an object" },
);

/** The number of orders to re-check with PayPal, one after the other, five per second. */
export const reconciledSchema = z.object({ orders: z.int() });

/**
 * A payment to the account that matches no order. `stray`: it was made outside the checkout and
 * names an order in `named_order_id`, which is not affected. `lost`: the service created its PayPal
 * order, and its row is missing.
 */
const unmatchedPaymentSchema = z.object({
  /** PayPal's id of the event that reported it. */
  event_id: z.string(),
  kind: z.enum(["stray", "lost"]),
  /** PayPal's order of the payment. */
  order_id: z.string().nullable(),
  capture_id: z.string().nullable(),
  named_order_id: z.string().nullable(),
  custom_id: z.string().nullable(),
  amount: z.object({ currency_code: z.string(), value: z.string() }).nullable(),
  found_time: timestampSchema,
  next_step: z.string(),
});

export const unmatchedPaymentsSchema = z.object({
  payments: z.array(unmatchedPaymentSchema).describe("The oldest first; 200 at most."),
});

export const closePaymentInputSchema = z.object(
  {
    event_id: z
      .string({ error: "must be the event_id of an unmatched payment" })
      .regex(/^[\x21-\x7e]{1,200}$/, "must be the event_id of an unmatched payment"),
    reason: reasonSchema,
  },
  { error: "must be an object" },
);

export const closedPaymentSchema = z.object({ event_id: z.string() });

/**
 * The ledger of a currency: captured = provisioned + refunded + reversed + in_hands + unaccounted.
 * `in_hands` is money in progress.
 */
export const moneyReportSchema = z.array(
  z.object({
    currency_code: z.string(),
    captured: z.string(),
    provisioned: z.string(),
    refunded: z.string(),
    reversed: z.string(),
    in_hands: z.string(),
    unaccounted: z.string(),
    faults: z.int().describe("Orders with inconsistent totals: must be 0."),
    faulty_orders: z.array(z.string()).describe("The ids of the first twenty such orders."),
  }),
);
