import { type ContractDrift, procedures as contract } from "@onekonsole/billing-contract";
import type { PayPalOrderId } from "../domain/order.ts";
import { approveOrder } from "./approve-order.ts";
import { createOrder } from "./create-order.ts";
import { getOrder } from "./get-order.ts";
import { pricesOf } from "./list-prices.ts";
import { createCallerFactory, procedure, router } from "./trpc.ts";
import { watchOrder } from "./watch-order.ts";

// An id that passed the contract's pattern is a PayPal order id.
const orderIdOf = (input: { order_id: string }) => input.order_id as PayPalOrderId;

const order = router({
  prices: procedure
    .input(contract.order.prices.input)
    .output(contract.order.prices.output)
    .query(({ ctx, input }) => pricesOf(ctx.deps.priceBook, input?.currency)),

  create: procedure
    .input(contract.order.create.input)
    .output(contract.order.create.output)
    .mutation(({ ctx, input }) => createOrder(ctx.deps, input, ctx.idempotencyKey)),

  approve: procedure
    .input(contract.order.approve.input)
    .output(contract.order.approve.output)
    .mutation(({ ctx, input }) => approveOrder(ctx.deps, orderIdOf(input))),

  get: procedure
    .input(contract.order.get.input)
    .output(contract.order.get.output)
    .query(({ ctx, input }) => getOrder(ctx.deps, orderIdOf(input))),

  watch: procedure.input(contract.order.watch.input).subscription(({ ctx, input, signal }) =>
    watchOrder(ctx.deps, {
      paypalOrderId: orderIdOf(input),
      after: Number(input.lastEventId ?? 0),
      signal: signal ?? new AbortController().signal,
    }),
  ),
});

type Served = { readonly _def: { readonly record: unknown } };
type Drift<R extends Served> = ContractDrift<R["_def"]["record"]>;

/** Takes only a router without drift; the error of any other names the procedure that differs. */
const inContract = <R extends Served>(
  served: R & ([Drift<R>] extends [never] ? unknown : { readonly drift: Drift<R> }),
): R => served;

/** The server's router. It is the contract's or it does not compile. */
export const appRouter = inContract(router({ order }));

/** Calls the procedures in process, as the REST facade does. */
export const createCaller = createCallerFactory(appRouter);
