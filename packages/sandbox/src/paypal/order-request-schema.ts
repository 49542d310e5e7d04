import { z } from "zod";

/** Text of at least one character. */
export const text = (longest: number): z.ZodString => z.string().min(1).max(longest);

/** The shape of an amount; `moneyIssue` checks its value. */
export const money = z.object({
  currency_code: z.string().length(3),
  value: z
    .string()
    .max(32)
    .regex(/^-?(\d+|\d*\.\d+)$/),
});

const breakdown = z.object({
  item_total: money.optional(),
  tax_total: money.optional(),
  shipping: money.optional(),
  handling: money.optional(),
  insurance: money.optional(),
  shipping_discount: money.optional(),
  discount: money.optional(),
});

const item = z.looseObject({
  name: text(127),
  quantity: z
    .string()
    .max(10)
    .regex(/^[1-9]\d*$/),
  unit_amount: money,
  tax: money.optional(),
  sku: text(127).optional(),
  description: text(127).optional(),
});

/** One purchase unit of an order request. */
export const purchaseUnitSchema = z.looseObject({
  reference_id: text(256).optional(),
  description: text(127).optional(),
  custom_id: text(127).optional(),
  invoice_id: text(127).optional(),
  amount: money.extend({ breakdown: breakdown.optional() }),
  items: z.array(item).optional(),
});

/** Where the payer comes from and returns to. */
export const contextSchema = z.looseObject({
  brand_name: text(127).optional(),
  locale: z.string().optional(),
  return_url: z.url({ protocol: /^https?$/ }).optional(),
  cancel_url: z.url({ protocol: /^https?$/ }).optional(),
  user_action: z.enum(["CONTINUE", "PAY_NOW"]).optional(),
  shipping_preference: z.enum(["GET_FROM_FILE", "NO_SHIPPING", "SET_PROVIDED_ADDRESS"]).optional(),
});

/** The validated part of an order request; other fields are kept unchanged. */
export const orderRequestSchema = z.looseObject({
  intent: z.enum(["CAPTURE", "AUTHORIZE"]),
  purchase_units: z.array(purchaseUnitSchema).min(1).max(10),
  application_context: contextSchema.optional(),
  payment_source: z
    .strictObject({ paypal: z.looseObject({ experience_context: contextSchema.optional() }) })
    .optional(),
});

export type OrderRequest = z.infer<typeof orderRequestSchema>;
export type PurchaseUnitRequest = OrderRequest["purchase_units"][number];
