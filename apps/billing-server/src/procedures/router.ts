import { type ContractDrift, procedures as contract } from "@onekonsole/billing-contract";
import type { PayPalOrderId } from "../domain/order.ts";
import { approveOrder } from "./approve-order.ts";
import { createOrder } from "./create-order.ts";
import { getOrder } from "./get-order.ts";
import { pricesOf } from "./list-prices.ts";
import type { Act } from "./operator/act.ts";
import { closeOrder } from "./operator/close-order.ts";
import { closeUnmatchedPayment } from "./operator/close-unmatched-payment.ts";
import { listOrders } from "./operator/list-orders.ts";
import { listUnmatchedPayments } from "./operator/list-unmatched-payments.ts";
import { lineOf } from "./operator/present-order.ts";
import { refundPayment } from "./operator/refund-payment.ts";
import { reportMoney } from "./operator/report-money.ts";
import { retryOrder } from "./operator/retry-order.ts";
import { showOrder } from "./operator/show-order.ts";
import {
  createCallerFactory,
  operatorProcedure,
  publicProcedure,
  router,
  userProcedure,
} from "./trpc.ts";
import { watchOrder } from "./watch-order.ts";

// An id that passed the contract's pattern is a PayPal order id.
const orderIdOf = (input: { order_id: string }) => input.order_id as PayPalOrderId;

const order = router({
  prices: publicProcedure
    .input(contract.order.prices.input)
    .output(contract.order.prices.output)
    .query(({ ctx, input }) => pricesOf(ctx.deps.priceBook, input?.currency)),

  create: userProcedure
    .input(contract.order.create.input)
    .output(contract.order.create.output)
    .mutation(({ ctx, input }) => createOrder(ctx.deps, input, ctx)),

  approve: userProcedure
    .input(contract.order.approve.input)
    .output(contract.order.approve.output)
    .mutation(({ ctx, input }) => approveOrder(ctx.deps, ctx.caller, orderIdOf(input))),

  get: userProcedure
    .input(contract.order.get.input)
    .output(contract.order.get.output)
    .query(({ ctx, input }) => getOrder(ctx.deps, ctx.caller, orderIdOf(input))),

  watch: userProcedure.input(contract.order.watch.input).subscription(({ ctx, input, signal }) =>
    watchOrder(ctx.deps, {
      caller: ctx.caller,
      paypalOrderId: orderIdOf(input),
      after: Number(input.lastEventId ?? 0),
      signal: signal ?? new AbortController().signal,
    }),
  ),
});

const actOf = (
  { actor }: { actor: string },
  input: { order_id: string; version: number; reason: string },
): Act => ({ paypalOrderId: orderIdOf(input), version: input.version, actor, note: input.reason });

const operator = router({
  orders: operatorProcedure
    .input(contract.operator.orders.input)
    .output(contract.operator.orders.output)
    .query(({ ctx, input }) => listOrders(ctx.deps.operators, input)),

  order: operatorProcedure
    .input(contract.operator.order.input)
    .output(contract.operator.order.output)
    .query(({ ctx, input }) => showOrder(ctx.deps, orderIdOf(input))),

  retry: operatorProcedure
    .input(contract.operator.retry.input)
    .output(contract.operator.retry.output)
    .mutation(async ({ ctx, input }) =>
      lineOf(ctx.deps, await retryOrder(ctx.deps, actOf(ctx, input))),
    ),

  refund: operatorProcedure
    .input(contract.operator.refund.input)
    .output(contract.operator.refund.output)
    .mutation(async ({ ctx, input }) => {
      const act = { ...actOf(ctx, input), amount: input.amount };
      return lineOf(ctx.deps, await refundPayment(ctx.deps, act));
    }),

  close: operatorProcedure
    .input(contract.operator.close.input)
    .output(contract.operator.close.output)
    .mutation(async ({ ctx, input }) =>
      lineOf(ctx.deps, await closeOrder(ctx.deps, actOf(ctx, input))),
    ),

  reconcile: operatorProcedure
    .input(contract.operator.reconcile.input)
    .output(contract.operator.reconcile.output)
    .mutation(async ({ ctx, input }) => {
      const wish = { since: new Date(input.since), actor: ctx.actor, note: input.reason };
      return { orders: await ctx.deps.operators.reconcile(wish) };
    }),

  unmatchedPayments: operatorProcedure
    .input(contract.operator.unmatchedPayments.input)
    .output(contract.operator.unmatchedPayments.output)
    .query(({ ctx }) => listUnmatchedPayments(ctx.deps.operators)),

  closeUnmatchedPayment: operatorProcedure
    .input(contract.operator.closeUnmatchedPayment.input)
    .output(contract.operator.closeUnmatchedPayment.output)
    .mutation(({ ctx, input }) =>
      closeUnmatchedPayment(ctx.deps.operators, {
        eventId: input.event_id,
        actor: ctx.actor,
        note: input.reason,
      }),
    ),

  money: operatorProcedure
    .input(contract.operator.money.input)
    .output(contract.operator.money.output)
    .query(({ ctx }) => reportMoney(ctx.deps.operators)),
});

type Served = { readonly _def: { readonly record: unknown } };
type Drift<R extends Served> = ContractDrift<R["_def"]["record"]>;

/** Takes only a router without drift; the error of any other names the procedure that differs. */
const inContract = <R extends Served>(
  served: R & ([Drift<R>] extends [never] ? unknown : { readonly drift: Drift<R> }),
): R => served;

/** The server's router. It is the contract's or it does not compile. */
export const appRouter = inContract(router({ order, operator }));

/** Calls the procedures in process, as the REST facade does. */
export const createCaller = createCallerFactory(appRouter);
