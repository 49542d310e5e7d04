import type { DisputeOutcome, Sandbox } from "@onekonsole/billing-sandbox";
import type { Customer } from "./customer.ts";
import { checkOut, payInBrowser, type Visit, waitFor, wantRefusedName } from "./visits.ts";

const isPaid = ({ paypal }: Sandbox, orderId: string): boolean => paypal.captureCount(orderId) > 0;

/** Something that befalls the money of an order some time after it was taken. */
export function afterwards(
  happening: (sandbox: Sandbox, orderId: string, customer: Customer) => void,
): Visit {
  return async (customer, sandbox) => {
    const inBrowser = customer.random() < 0.3;
    const orderId = await (inBrowser ? payInBrowser : checkOut)(customer, sandbox);
    if (!orderId) return;
    const notBefore = Date.now() + customer.random() * 3_000;
    customer.later({
      when: () => isPaid(sandbox, orderId) && Date.now() > notBefore,
      act: () => happening(sandbox, orderId, customer),
    });
  };
}

// As PayPal names them; it adds others over time.
const pendingReasons = ["PENDING_REVIEW", "ECHECK", "OTHER", "A_REASON_OF_LATER"];
const merchantMustAct = ["RECEIVING_PREFERENCE_MANDATES_MANUAL_ACTION", "UNILATERAL"];

/**
 * PayPal holds the payment back, at times for one reason after the other, and decides later; without a
 * decision it waits for the merchant.
 */
export function pending(decision: "COMPLETED" | "DECLINED" | null): Visit {
  return async (customer, sandbox) => {
    const inBrowser = customer.random() < 0.5;
    const pay = inBrowser ? payInBrowser : checkOut;
    const reasons = decision ? pendingReasons : merchantMustAct;
    const reason = () => reasons[Math.floor(customer.random() * reasons.length)] ?? "OTHER";
    const end = { capture: "PENDING", pendingReason: reason() } as const;
    const orderId = await pay(customer, sandbox, end);
    if (!orderId) return;
    if (customer.random() < 0.5) sandbox.paypal.hold(orderId, reason());
    if (!decision) return;
    const notBefore = Date.now() + customer.random() * 4_000;
    customer.later({
      when: () => isPaid(sandbox, orderId) && Date.now() > notBefore,
      act: () => sandbox.paypal.settle(orderId, decision),
    });
  };
}

/** A dispute at PayPal, which takes days to decide. */
export function complain(outcome: DisputeOutcome): Visit {
  return afterwards(({ paypal }, orderId, customer) => {
    const { dispute_id: id } = paypal.openDispute(orderId);
    customer.daysLater(() => paypal.resolveDispute(id, outcome));
  });
}

/** A dispute that the merchant wins, and the payer appeals against: it is open again. */
export const appeal: Visit = afterwards(({ paypal }, orderId, customer) => {
  const { dispute_id: id } = paypal.openDispute(orderId);
  customer.daysLater(() => {
    paypal.resolveDispute(id, "RESOLVED_SELLER_FAVOUR");
    paypal.reopenDispute(id);
  });
});

/** One dispute about two clusters. */
export const complainAboutTwo: Visit = async (customer, sandbox) => {
  const { paypal } = sandbox;
  const currency = "EUR";
  const first = await customer.order({ name: `${customer.name}-a`, currency });
  const second = await customer.order({ name: `${customer.name}-b`, currency });
  const both = [first, second].filter((orderId) => orderId !== null);
  const [one, ...others] = both;
  if (!one) return;
  for (const orderId of both) {
    paypal.approve(orderId);
    await customer.approve(orderId);
  }
  customer.later({
    when: () => both.every((orderId) => isPaid(sandbox, orderId)),
    act: () => void paypal.openDispute(one, ...others),
  });
};

/** The bank takes back the money of an order that the service knows as paid, and returns it days later. */
export const chargeBackInVain: Visit = async (customer, sandbox) => {
  const orderId = await checkOut(customer, sandbox);
  const isKnown = orderId && (await waitFor(customer, () => isBooked(customer, orderId)));
  if (!isKnown) return;
  sandbox.paypal.reverse(orderId);
  customer.daysLater(() => sandbox.paypal.cancelReversal(orderId));
};

const isBooked = async (customer: Customer, orderId: string): Promise<boolean> =>
  ["captured", "provisioned"].includes((await customer.stateOf(orderId)) ?? "");

// PayPal will never make these refunds.
const finalRefusals = [
  "REFUND_TIME_LIMIT_EXCEEDED",
  "TRANSACTION_DISPUTED",
  "MAX_NUMBER_OF_REFUNDS_EXCEEDED",
  "PAYER_ACCOUNT_LOCKED_OR_CLOSED",
];

/** The cluster can't be had, and PayPal refuses to give the money back. */
export const keepRefundBack: Visit = wantRefusedName(({ paypal }, orderId, { random }) => {
  const issue = finalRefusals[Math.floor(random() * finalRefusals.length)] ?? "";
  paypal.refuseRefunds(orderId, issue);
});

/** The same while the merchant's account is empty. */
export const delayRefund: Visit = wantRefusedName(({ paypal }, orderId, customer) => {
  paypal.refuseRefunds(orderId, "REFUND_FAILED_INSUFFICIENT_FUNDS");
  const notBefore = Date.now() + 2_000 + customer.random() * 6_000;
  customer.later({
    when: () => paypal.captureCount(orderId) > 0 && Date.now() > notBefore,
    act: () => paypal.allowRefunds(orderId),
  });
});
