import type { Sandbox } from "@onekonsole/billing-sandbox";
import type { Customer } from "../customers/customer.ts";
import { isPaid } from "./after-payment.ts";
import type { RunScenario } from "./scenario.ts";

type OnOrder = (sandbox: Sandbox, orderId: string, customer: Customer) => void;

/** Orders a cluster name that web-order rejects; `onOrder` is called once the order is created. */
export const orderRefusedName =
  (onOrder: OnOrder = () => undefined): RunScenario =>
  async (customer, sandbox) => {
    const clusterName = `refused-${customer.userId.slice(0, 8)}`;
    sandbox.webOrder.refuse(clusterName);
    const orderId = await customer.createOrder({ clusterName });
    if (!orderId) return;
    onOrder(sandbox, orderId, customer);
    sandbox.paypal.approve(orderId);
    await customer.approve(orderId);
  };

// After these issues PayPal never makes the refund.
const finalRefusals = [
  "REFUND_TIME_LIMIT_EXCEEDED",
  "TRANSACTION_DISPUTED",
  "MAX_NUMBER_OF_REFUNDS_EXCEEDED",
  "PAYER_ACCOUNT_LOCKED_OR_CLOSED",
];

/** web-order rejects the cluster, and PayPal rejects the refund. */
export const refuseRefund: RunScenario = orderRefusedName(({ paypal }, orderId, { random }) => {
  const issue = finalRefusals[Math.floor(random() * finalRefusals.length)] ?? "";
  paypal.refuseRefunds(orderId, issue);
});

/** The same, but PayPal rejects only until the merchant's account has funds again. */
export const delayRefund: RunScenario = orderRefusedName((sandbox, orderId, customer) => {
  const { paypal } = sandbox;
  paypal.refuseRefunds(orderId, "REFUND_FAILED_INSUFFICIENT_FUNDS");
  const notBefore = Date.now() + 2_000 + customer.random() * 6_000;
  customer.deferred.defer({
    isDue: () => isPaid(sandbox, orderId) && Date.now() > notBefore,
    run: () => paypal.allowRefunds(orderId),
  });
});
