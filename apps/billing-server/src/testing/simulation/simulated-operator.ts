import { formatMoney, type ProcedurePath } from "@onekonsole/billing-contract";
import { declaresError } from "@onekonsole/billing-contract/schemas";
import { BillingError } from "../../domain/billing-error.ts";
import type { Order } from "../../domain/order.ts";
import { type CloseDependencies, closeOrder } from "../../procedures/operator/close-order.ts";
import type { OperatorActionCall } from "../../procedures/operator/operator-action.ts";
import { refundPayment } from "../../procedures/operator/refund-payment.ts";
import { retryOrder } from "../../procedures/operator/retry-order.ts";
import { operatorAction } from "../callers.ts";

/** Each action uses the order as read just before. Returns false if the action is rejected. */
export interface SimulatedOperator {
  /** Minor units; `null` for all that remains. */
  refund(amount: bigint | null): Promise<boolean>;
  retry(): Promise<boolean>;
  close(): Promise<boolean>;
}

/** An operator who tries actions on one order. */
export function simulateOperator(
  deps: CloseDependencies,
  { id, currency }: Order,
): SimulatedOperator {
  async function tryTo(
    path: ProcedurePath,
    perform: (call: OperatorActionCall) => Promise<Order>,
  ): Promise<boolean> {
    const seen = await deps.store.find(id);
    if (!seen) return false;
    try {
      await perform(operatorAction(seen));
      return true;
    } catch (error) {
      if (error instanceof BillingError && declaresError(path, error.code)) return false;
      throw error;
    }
  }
  const decimal = (amount: bigint | null): string | undefined =>
    amount === null ? undefined : formatMoney(amount, currency).value;
  return {
    refund: (amount) =>
      tryTo("operator.refund", ({ caller, input }) =>
        refundPayment(deps, { caller, input: { ...input, amount: decimal(amount) } }),
      ),
    retry: () => tryTo("operator.retry", (call) => retryOrder(deps, call)),
    close: () => tryTo("operator.close", (call) => closeOrder(deps, call)),
  };
}
