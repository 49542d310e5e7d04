import { z } from "zod";
import { billLineSchema, sellerSchema, vatSchema } from "./bill-schemas.ts";
import { orderDetailsSchema, storedDetailsSchema } from "./details-schemas.ts";
import {
  currencySchema,
  extensible,
  moneySchema,
  orderStateSchema,
  orMissing,
  text,
  timestampSchema,
} from "./field-schemas.ts";
import { orderEvents, orderProblems } from "./order-codes.ts";
import {
  clusterNamePattern,
  idempotencyKeyPattern,
  localePattern,
  orderIdPattern,
  ruleMessages,
  userIdPattern,
} from "./order-rules.ts";
import { paymentStatuses, paymentSummaries } from "./order-state.ts";

/**
 * A URL of the console to which PayPal sends the payer back, normalized as in the URL standard: the
 * validated text is the one sent, and parsers that treat backslashes, white space or case
 * differently find the same host in it.
 */
const browserUrlSchema = z
  .url({ protocol: /^https?$/, normalize: true, error: "must be an http or https address" })
  // In a normalized URL, an "@" before the path can only end a user name or a password.
  .regex(/^(?!https?:\/\/[^/]*@)/, "must not contain a user name or a password")
  .max(2000, "must be at most 2000 characters");

export const createOrderInputSchema = z.object(
  {
    order_details: orderDetailsSchema,
    currency: currencySchema,
    amount: z.unknown().optional().describe("Accepted and ignored: the server prices the order."),
    expected_amount: moneySchema
      .optional()
      .describe("The price that the buyer saw; another price of the server rejects the order."),
    return_url: browserUrlSchema.optional(),
    cancel_url: browserUrlSchema.optional(),
    locale: text(localePattern, "must be a BCP 47 tag such as fr-FR")
      .optional()
      .describe("The language and region of PayPal's pages; without it, PayPal chooses."),
    idempotency_key: text(idempotencyKeyPattern, ruleMessages.idempotencyKey)
      .optional()
      .describe(
        "A repeated request with the same key returns the same order; also as the header Idempotency-Key.",
      ),
  },
  { error: "must be a JSON object" },
);

/** PayPal's own order statuses; ours are `orderStates`. */
export const paypalOrderStatusSchema = extensible([
  "CREATED",
  "SAVED",
  "APPROVED",
  "VOIDED",
  "COMPLETED",
  "PAYER_ACTION_REQUIRED",
]);

export const createdOrderSchema = z.object({
  order_id: z.string(),
  status: paypalOrderStatusSchema,
  approve_url: z.string().nullable(),
});

export const orderReferenceSchema = z.object(
  { order_id: text(orderIdPattern, "must be a PayPal order id") },
  { error: "must be a JSON object" },
);

export const approvedOrderSchema = z.object({
  id: z.string(),
  status: z.enum(["APPROVED", "COMPLETED"]),
});

const wholePrice = (max: number) =>
  z
    .int({ error: orMissing("must be a whole number") })
    .min(0, "must not be negative")
    .max(max, `must be at most ${max}`);

/** Whole units of the currency; the maximum keeps every total within PayPal's 15 digits. */
export const pricesSchema = z.object(
  {
    basic: wholePrice(1_000_000_000),
    img_storage_price_unit: wholePrice(1_000_000),
    monitoring_option: wholePrice(1_000_000_000),
    monitoring_storage_price_unit: wholePrice(1_000_000),
    alerting_option: wholePrice(1_000_000_000),
  },
  { error: "must be an object of prices" },
);

/**
 * The prices of one currency, every currency that the price book has, and what applies to all of
 * them: the VAT and the seller.
 */
export const priceListSchema = pricesSchema.extend({
  currencies: z
    .array(currencySchema)
    .describe("The currencies an order can be placed in; the first is the default."),
  vat: vatSchema,
  seller: sellerSchema.nullable(),
});

export const pricesInputSchema = z
  .object({ currency: currencySchema.optional() }, { error: "must be an object" })
  .optional();

/** The most events of a history in one response. */
export const maxHistoryEvents = 100;

/**
 * The amount of an order without its VAT, and the VAT, at the rate when it was created; `null` for
 * an order of a release without VAT.
 */
export const orderVatFields = {
  net_amount: moneySchema.nullable(),
  vat_amount: moneySchema.nullable(),
  vat: vatSchema.nullable(),
};

/**
 * An order as its owner reads it. `amount` is charged, with VAT. `lines` is the bill when the order
 * was created, `null` as `vat` is. `problem` is a text for the user, `null` unless something is
 * wrong; `problem_code` is its code, `null` also for a text of another release. `duplicate_of` is the
 * other order for the same cluster name, if this order ended or is held because of it.
 */
export const orderSchema = z.object({
  order_id: z.string(),
  state: orderStateSchema,
  payment_status: z.enum(paymentStatuses),
  payment_summary: z.enum(paymentSummaries),
  version: z.int(),
  amount: moneySchema,
  ...orderVatFields,
  lines: z.array(billLineSchema).nullable(),
  order_details: storedDetailsSchema,
  payee_email: z.string().nullable(),
  approve_url: z.string().nullable(),
  web_order_id: z.int().nullable(),
  problem: z.string().nullable(),
  problem_code: extensible(orderProblems).nullable(),
  duplicate_of: z.string().nullable(),
  create_time: timestampSchema,
  approve_before: timestampSchema,
  paid_time: timestampSchema.nullable(),
  provisioned_time: timestampSchema.nullable(),
  refunded_amount: moneySchema.nullable(),
  history: z
    .array(z.object({ time: timestampSchema, event: extensible(orderEvents), text: z.string() }))
    .max(maxHistoryEvents)
    .describe(`The latest ${maxHistoryEvents} events, oldest first.`),
});

const pageRule = "must be a whole number from 1 to 100";

/** `created_from` is included, `created_before` is not. */
export const listOrdersInputSchema = z
  .object(
    {
      user_id: text(userIdPattern, ruleMessages.userId)
        .optional()
        .describe("The user of a service's request; a user's own id otherwise."),
      payment: z
        .enum(paymentSummaries, { error: `must be one of ${paymentSummaries.join(", ")}` })
        .optional(),
      cluster_name: text(clusterNamePattern, ruleMessages.clusterName).optional(),
      created_from: z.iso.datetime({ error: "must be a UTC time" }).optional(),
      created_before: z.iso.datetime({ error: "must be a UTC time" }).optional(),
      limit: z
        .int({ error: pageRule })
        .min(1, pageRule)
        .max(100, pageRule)
        .optional()
        .describe("20 when absent."),
      after: text(orderIdPattern, "must be the `next` of an earlier response").optional(),
    },
    { error: "must be an object" },
  )
  .optional();

/** An order in its owner's payment history. */
export const listedOrderSchema = orderSchema
  .pick({
    order_id: true,
    state: true,
    payment_summary: true,
    amount: true,
    net_amount: true,
    vat_amount: true,
    vat: true,
    refunded_amount: true,
    payee_email: true,
    order_details: true,
    create_time: true,
    paid_time: true,
  })
  .extend({ payment_method: z.literal("PayPal") });

/**
 * A page of orders, newest first. `next` is the `after` of the next page, `null` at the end. With the
 * filter `payment` a page may have fewer orders than `limit`, or none, although more follow.
 */
export const listedOrdersSchema = z.object({
  orders: z.array(listedOrderSchema),
  next: z.string().nullable(),
});

export const watchInputSchema = orderReferenceSchema.extend({
  lastEventId: z
    .string()
    .regex(/^\d{1,9}$/, "must be the last received version")
    .nullish(),
});

/**
 * An update of an order. `version` counts from 1 without gaps. `settled`: no further update follows
 * by itself.
 */
export const orderUpdateSchema = z.object({
  order_id: z.string(),
  version: z.int(),
  state: orderStateSchema,
  settled: z.boolean(),
  problem: z.string().nullable(),
  problem_code: extensible(orderProblems).nullable(),
  time: timestampSchema,
});
