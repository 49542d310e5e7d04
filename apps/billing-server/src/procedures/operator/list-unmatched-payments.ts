import type { AppOutputs } from "@onekonsole/billing-contract";
import type { ListedPayment } from "../../ports/operator-store.ts";
import type { OperatorDependencies } from "./operator-dependencies.ts";

type Payments = AppOutputs["operator"]["unmatchedPayments"];

/** Open payments to the account that match no order. */
export async function listUnmatchedPayments({
  operators,
}: OperatorDependencies): Promise<Payments> {
  const payments = await operators.unmatchedPayments();
  return { payments: payments.map(presentPayment) };
}

const presentPayment = (payment: ListedPayment): Payments["payments"][number] => ({
  event_id: payment.eventId,
  kind: payment.kind,
  order_id: payment.paypalOrderId,
  capture_id: payment.captureId,
  named_order_id: payment.namedOrder,
  custom_id: payment.orderId,
  amount: payment.amount,
  found_time: payment.foundAt.toISOString(),
  next_step: nextSteps[payment.kind],
});

const nextSteps: Readonly<Record<ListedPayment["kind"], string>> = {
  stray:
    "Refund the payment in PayPal's dashboard, or keep it as agreed with the payer; then run billing close-payment. The named order is not affected.",
  lost: "Restore the order's row and run billing reconcile; or refund the payment in PayPal's dashboard and run billing close-payment.",
};
