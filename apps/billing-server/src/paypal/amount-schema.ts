import { z } from "zod";

/** An amount in a PayPal response, as text. */
export const amountSchema = z.object({ currency_code: z.string(), value: z.string() });
