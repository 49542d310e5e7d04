import type { OrderState } from "@onekonsole/billing-contract";
import { afterPayment } from "./after-payment.ts";
import {
  approveAndClose,
  approveFourTimes,
  buyTwice,
  captureAndClose,
  checkOut,
  checkOutInBrowser,
} from "./checkout.ts";
import { leaveAfterDecline, payAfterDecline } from "./declined-payments.ts";
import { appealDispute, dispute, disputeTwoOrders, reverseAndCancel } from "./disputes.ts";
import { payHeld } from "./held-payments.ts";
import { delayRefund, orderRefusedName, refuseRefund } from "./refused-deliveries.ts";
import { boughtTwice, type Scenario } from "./scenario.ts";
import { payAnotherPayee, payBesideStray, payWrongAmount } from "./wrong-payments.ts";

const delivered: readonly OrderState[] = ["provisioned"];
const failed: readonly OrderState[] = ["capture_failed"];
const expired: readonly OrderState[] = ["expired"];
const refunded: readonly OrderState[] = ["refunded"];
// A delivery in progress at the time of the refund: the customer has both, an operator decides.
const refundedLate: readonly OrderState[] = ["refunded", "needs_attention"];
const manualReview: readonly OrderState[] = ["needs_attention"];

const payments: readonly Scenario[] = [
  { name: "pays, captured by the service", weight: 27, expectedStates: delivered, run: checkOut },
  {
    name: "pays, captured in the browser",
    weight: 14,
    expectedStates: delivered,
    run: checkOutInBrowser,
  },
  {
    name: "closes the browser after approving",
    weight: 8,
    expectedStates: delivered,
    run: approveAndClose,
  },
  {
    name: "closes the browser after capturing",
    weight: 5,
    expectedStates: delivered,
    run: captureAndClose,
  },
  {
    name: "never approves",
    weight: 6,
    expectedStates: expired,
    run: (customer) => customer.createOrder(),
  },
  {
    name: "approves four times at once",
    weight: 5,
    expectedStates: delivered,
    run: approveFourTimes,
  },
  { name: "declined once, then pays", weight: 4, expectedStates: delivered, run: payAfterDecline },
  { name: "declined, and leaves", weight: 2, expectedStates: expired, run: leaveAfterDecline },
  {
    name: "declined in the browser",
    weight: 3,
    expectedStates: failed,
    run: (customer, sandbox) => checkOutInBrowser(customer, sandbox, { capture: "DECLINED" }),
  },
  { name: "held, then completed", weight: 4, expectedStates: delivered, run: payHeld("COMPLETED") },
  { name: "held, then declined", weight: 3, expectedStates: failed, run: payHeld("DECLINED") },
  {
    name: "held for the merchant",
    weight: 1,
    expectedStates: ["capture_pending"],
    run: payHeld(null),
  },
  // One order is delivered; the other is never captured, or waits for an operator.
  {
    name: boughtTwice,
    weight: 4,
    expectedStates: ["provisioned", "expired", "needs_attention"],
    run: buyTwice,
  },
  { name: "pays a wrong amount", weight: 4, expectedStates: refunded, run: payWrongAmount },
  {
    name: "orders a name web-order rejects",
    weight: 4,
    expectedStates: refunded,
    run: orderRefusedName(),
  },
  {
    name: "is refused, and so is the refund",
    weight: 1,
    expectedStates: manualReview,
    run: refuseRefund,
  },
  { name: "is refused, and refunded late", weight: 1, expectedStates: refunded, run: delayRefund },
  // The service captures nothing for another payee; what a page captured, only that payee can refund.
  {
    name: "pays another payee",
    weight: 2,
    expectedStates: ["capture_failed", "needs_attention"],
    run: payAnotherPayee,
  },
  {
    name: "pays beside a stray payment",
    weight: 1,
    expectedStates: delivered,
    run: payBesideStray,
  },
];

const afterPayments: readonly Scenario[] = [
  {
    name: "is refunded in the dashboard",
    weight: 4,
    expectedStates: refundedLate,
    run: afterPayment(({ paypal }, orderId) => paypal.refundInDashboard(orderId)),
  },
  {
    name: "is refunded in two parts",
    weight: 2,
    expectedStates: delivered,
    run: afterPayment(({ paypal }, orderId) => {
      paypal.refundInDashboard(orderId, "2");
      paypal.refundInDashboard(orderId, "3");
    }),
  },
  {
    name: "charges back",
    weight: 2,
    expectedStates: manualReview,
    run: afterPayment(({ paypal }, orderId) => paypal.reverse(orderId)),
  },
  {
    name: "charges back, then the bank cancels",
    weight: 2,
    expectedStates: delivered,
    run: reverseAndCancel,
  },
  {
    name: "disputes, loses, and appeals",
    weight: 1,
    expectedStates: delivered,
    run: appealDispute,
  },
  { name: "disputes two orders", weight: 1, expectedStates: delivered, run: disputeTwoOrders },
  {
    name: "disputes and loses",
    weight: 1,
    expectedStates: delivered,
    run: dispute("RESOLVED_SELLER_FAVOUR"),
  },
  {
    name: "disputes and wins",
    weight: 1,
    expectedStates: manualReview,
    run: dispute("RESOLVED_BUYER_FAVOUR"),
  },
];

/** Everything that customers, the merchant and banks do in a run. */
export const scenarios: readonly Scenario[] = [...payments, ...afterPayments];
