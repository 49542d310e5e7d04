import { procedures } from "@onekonsole/billing-contract";
import { closeOrder } from "./operator/close-order.ts";
import { closeUnmatchedPayment } from "./operator/close-unmatched-payment.ts";
import { listOrders } from "./operator/list-orders.ts";
import { listUnmatchedPayments } from "./operator/list-unmatched-payments.ts";
import { presentChangedOrder } from "./operator/present-order.ts";
import { reconcileOrders } from "./operator/reconcile-orders.ts";
import { refundPayment } from "./operator/refund-payment.ts";
import { reportMoney } from "./operator/report-money.ts";
import { retryOrder } from "./operator/retry-order.ts";
import { showOrder } from "./operator/show-order.ts";
import { operatorProcedure, router } from "./trpc.ts";

const contract = procedures.operator;

/** The procedures of operators. */
export const operatorRouter = router({
  orders: operatorProcedure
    .input(contract.orders.input)
    .output(contract.orders.output)
    .query(({ ctx: { deps, caller }, input }) => listOrders(deps, { caller, input })),

  order: operatorProcedure
    .input(contract.order.input)
    .output(contract.order.output)
    .query(({ ctx: { deps, caller }, input }) => showOrder(deps, { caller, input })),

  retry: operatorProcedure
    .input(contract.retry.input)
    .output(contract.retry.output)
    .mutation(async ({ ctx: { deps, caller }, input }) =>
      presentChangedOrder(deps, await retryOrder(deps, { caller, input })),
    ),

  refund: operatorProcedure
    .input(contract.refund.input)
    .output(contract.refund.output)
    .mutation(async ({ ctx: { deps, caller }, input }) =>
      presentChangedOrder(deps, await refundPayment(deps, { caller, input })),
    ),

  close: operatorProcedure
    .input(contract.close.input)
    .output(contract.close.output)
    .mutation(async ({ ctx: { deps, caller }, input }) =>
      presentChangedOrder(deps, await closeOrder(deps, { caller, input })),
    ),

  reconcile: operatorProcedure
    .input(contract.reconcile.input)
    .output(contract.reconcile.output)
    .mutation(({ ctx: { deps, caller }, input }) => reconcileOrders(deps, { caller, input })),

  unmatchedPayments: operatorProcedure
    .input(contract.unmatchedPayments.input)
    .output(contract.unmatchedPayments.output)
    .query(({ ctx: { deps } }) => listUnmatchedPayments(deps)),

  closeUnmatchedPayment: operatorProcedure
    .input(contract.closeUnmatchedPayment.input)
    .output(contract.closeUnmatchedPayment.output)
    .mutation(({ ctx: { deps, caller }, input }) => closeUnmatchedPayment(deps, { caller, input })),

  money: operatorProcedure
    .input(contract.money.input)
    .output(contract.money.output)
    .query(({ ctx: { deps } }) => reportMoney(deps)),
});
