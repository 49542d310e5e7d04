import type { DisputeOutcome } from "@onekonsole/billing-sandbox";
import { afterPayment, isPaid } from "./after-payment.ts";
import { checkOutReversed } from "./checkout.ts";
import type { RunScenario } from "./scenario.ts";

/** A dispute at PayPal, which is resolved days later. */
export function dispute(outcome: DisputeOutcome): RunScenario {
  return afterPayment(({ paypal }, orderId, customer) => {
    const { dispute_id: id } = paypal.openDispute(orderId);
    customer.deferred.deferDays(() => paypal.resolveDispute(id, outcome));
  });
}

/** A dispute that the merchant wins and the payer appeals: it is open again. */
export const appealDispute: RunScenario = afterPayment(({ paypal }, orderId, customer) => {
  const { dispute_id: id } = paypal.openDispute(orderId);
  customer.deferred.deferDays(() => {
    paypal.resolveDispute(id, "RESOLVED_SELLER_FAVOUR");
    paypal.reopenDispute(id);
  });
});

/** One dispute about the payments of two orders. */
export const disputeTwoOrders: RunScenario = async (customer, sandbox) => {
  const { paypal } = sandbox;
  const { clusterName } = customer;
  const currency = "EUR";
  const first = await customer.createOrder({ clusterName: `${clusterName}-a`, currency });
  const second = await customer.createOrder({ clusterName: `${clusterName}-b`, currency });
  const both = [first, second].filter((orderId) => orderId !== null);
  const [one, ...others] = both;
  if (!one) return;
  for (const orderId of both) {
    paypal.approve(orderId);
    await customer.approve(orderId);
  }
  customer.deferred.defer({
    isDue: () => both.every((orderId) => isPaid(sandbox, orderId)),
    run: () => void paypal.openJointDispute(one, ...others),
  });
};

const reverseLater: RunScenario = afterPayment(({ paypal }, orderId, customer) => {
  paypal.reverse(orderId);
  customer.deferred.deferDays(() => paypal.cancelReversal(orderId));
});

/**
 * The bank reverses a payment, at any time after it or before the service reads it, and cancels the reversal
 * days later.
 */
export const reverseAndCancel: RunScenario = async (customer, sandbox) => {
  const isEarly = customer.random() < 0.5;
  const orderId = isEarly ? await checkOutReversed(customer, sandbox) : null;
  if (orderId) customer.deferred.deferDays(() => sandbox.paypal.cancelReversal(orderId));
  if (!isEarly) await reverseLater(customer, sandbox);
};
