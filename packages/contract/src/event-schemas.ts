import { z } from "zod";
import { storedDetailsSchema } from "./details-schemas.ts";
import { extensible, moneySchema, text } from "./field-schemas.ts";
import { orderEvents } from "./order-codes.ts";
import { ruleMessages, userIdPattern } from "./order-rules.ts";
import { paymentStatuses, paymentSummaries } from "./order-state.ts";
import { orderUpdateSchema } from "./schemas.ts";

/** The most events in one response of `events.list`. */
export const maxEventsPerPage = 1000;

/** Instead of a cursor: the end of the feed, before the next event. */
export const feedEnd = "now";

const cursorPattern = /^[0-9a-f]{24}$/;

const limitRule = `must be a whole number from 1 to ${maxEventsPerPage}`;
const cursorRule = `must be a cursor of an earlier response, or ${feedEnd}`;
const typesRule = "must be types of events";

const cursorInputSchema = z
  .string({ error: cursorRule })
  .refine((value) => value === feedEnd || cursorPattern.test(value), cursorRule);

const followFields = {
  after: cursorInputSchema
    .optional()
    .describe(
      `Events after this cursor; "${feedEnd}" for those that are yet to come. Without it, from the oldest kept event.`,
    ),
  types: z
    .array(z.enum(orderEvents, { error: `must be one of ${orderEvents.join(", ")}` }), typesRule)
    .min(1, typesRule)
    .max(orderEvents.length, typesRule)
    .optional()
    .describe("Only events of these types."),
  user_id: text(userIdPattern, ruleMessages.userId)
    .optional()
    .describe("Only events of this user's orders."),
};

export const listEventsInputSchema = z
  .object(
    {
      ...followFields,
      limit: z
        .int({ error: limitRule })
        .min(1, limitRule)
        .max(maxEventsPerPage, limitRule)
        .optional()
        .describe("100 when absent."),
    },
    { error: "must be an object" },
  )
  .optional();

export const watchEventsInputSchema = z
  .object(
    {
      ...followFields,
      lastEventId: cursorInputSchema.nullish().describe("Takes precedence over `after`."),
    },
    { error: "must be an object" },
  )
  .optional();

/**
 * An event of an order, with the order as it was after the event. `id` is the same in every response
 * and webhook; `cursor` is the event's place in the feed, and sorts as text in the order of the feed.
 * `version` counts an order's events from 1.
 * `settled`: no further event follows by itself. Amounts are `null` for none, and in the currency of
 * the payment. `duplicate_of` is as in `order.get`.
 */
export const eventSchema = z.object({
  id: z.string(),
  cursor: z.string(),
  type: extensible(orderEvents),
  ...orderUpdateSchema.omit({ problem: true }).shape,
  payment_status: z.enum(paymentStatuses),
  payment_summary: z.enum(paymentSummaries),
  amount: moneySchema,
  captured_amount: moneySchema.nullable(),
  refunded_amount: moneySchema.nullable(),
  reversed_amount: moneySchema.nullable(),
  disputed: z.boolean().describe("Whether a dispute about the payment is open at PayPal."),
  duplicate_of: z.string().nullable(),
  web_order_id: z.int().nullable(),
  order_details: storedDetailsSchema,
});

/**
 * A part of the feed, oldest event first. `cursor` is where to go on: it is behind the last event, and
 * behind events that the filter left out. `has_more`: more follow at once, although `events` may be
 * empty.
 */
export const eventPageSchema = z.object({
  events: z.array(eventSchema),
  cursor: z.string(),
  has_more: z.boolean(),
});
