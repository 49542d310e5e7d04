import { procedures } from "@onekonsole/billing-contract";
import { approveOrder } from "./approve-order.ts";
import { createOrder } from "./create-order.ts";
import { getOrder } from "./get-order.ts";
import { listPricesAndCurrencies } from "./list-prices.ts";
import { publicProcedure, router, userProcedure } from "./trpc.ts";
import { watchOrder } from "./watch-order.ts";

const contract = procedures.order;

/** The procedures of users and services. */
export const orderRouter = router({
  prices: publicProcedure
    .input(contract.prices.input)
    .output(contract.prices.output)
    .query(({ ctx: { deps }, input }) => listPricesAndCurrencies(deps, { input })),

  create: userProcedure
    .input(contract.create.input)
    .output(contract.create.output)
    .mutation(({ ctx: { deps, caller, idempotencyKey }, input }) =>
      createOrder(deps, { caller, input, idempotencyKey }),
    ),

  approve: userProcedure
    .input(contract.approve.input)
    .output(contract.approve.output)
    .mutation(({ ctx: { deps, caller }, input }) => approveOrder(deps, { caller, input })),

  get: userProcedure
    .input(contract.get.input)
    .output(contract.get.output)
    .query(({ ctx: { deps, caller }, input }) => getOrder(deps, { caller, input })),

  watch: userProcedure
    .input(contract.watch.input)
    .subscription(({ ctx: { deps, caller }, input, signal }) =>
      watchOrder(deps, { caller, input, signal }),
    ),
});
