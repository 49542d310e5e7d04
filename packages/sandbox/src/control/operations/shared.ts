import { z } from "zod";

/** Without fields; additional ones are rejected, as everywhere in the control API. */
export const noInput = z.strictObject({});

/** The output of an operation that returns nothing. */
export const done = z.strictObject({});

export const simulatorSchema = z.enum(["paypal", "web_order", "issuer"]);

export const moneySchema = z.object({
  currency_code: z.string().regex(/^[A-Z]{3}$/),
  value: z.string().regex(/^\d+(\.\d+)?$/, "must be a decimal number"),
});

/** ISO 8601 in UTC. */
export const timeSchema = z.iso.datetime();
