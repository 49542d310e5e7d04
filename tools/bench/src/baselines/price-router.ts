import { priceListSchema, pricesInputSchema } from "@onekonsole/billing-contract/schemas";
import { initTRPC } from "@trpc/server";
import { prices } from "./prices.ts";

// One query, whose input and output are validated as ours are; no middleware.
const t = initTRPC.create();

export const priceRouter = t.router({
  order: t.router({
    prices: t.procedure
      .input(pricesInputSchema)
      .output(priceListSchema)
      .query(() => prices),
  }),
});
