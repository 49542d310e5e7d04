import type { PaymentOutcome, Sandbox } from "@onekonsole/billing-sandbox";
import type { Customer } from "../customers/customer.ts";
import type { RunScenario } from "./scenario.ts";

type Payment = (paypal: Sandbox["paypal"], orderId: string, end: PaymentOutcome) => unknown;

/** A checkout with this payment; it resolves with the order's id, or `null` if no order was created. */
const checkoutWith =
  (pay: Payment) =>
  async (
    customer: Customer,
    { paypal }: Sandbox,
    end: PaymentOutcome = {},
  ): Promise<string | null> => {
    const orderId = await customer.createOrder();
    if (!orderId) return null;
    await customer.pause(300);
    pay(paypal, orderId, end);
    await customer.pause(100);
    await customer.approve(orderId);
    return orderId;
  };

/** Creates an order, approves it at PayPal, and returns to the page; the service captures. */
export const checkOut = checkoutWith((paypal, orderId, end) => paypal.approve(orderId, end));

/** The same checkout, but the page captures, as the console does. */
export const checkOutInBrowser = checkoutWith((paypal, orderId, end) =>
  paypal.captureInBrowser(orderId, end),
);

/** The same, but the bank has reversed the payment before the service reads it. */
export const checkOutReversed = checkoutWith((paypal, orderId, end) => {
  paypal.captureInBrowser(orderId, end);
  paypal.reverse(orderId);
});

/** Approves at PayPal and closes the browser. */
export const approveAndClose: RunScenario = async (customer, { paypal }) => {
  const orderId = await customer.createOrder();
  if (orderId) paypal.approve(orderId);
};

/** Captures in the browser and closes it. */
export const captureAndClose: RunScenario = async (customer, { paypal }) => {
  const orderId = await customer.createOrder();
  if (orderId) paypal.captureInBrowser(orderId);
};

/** Sends four approve requests at the same time. */
export const approveFourTimes: RunScenario = async (customer, { paypal }) => {
  const orderId = await customer.createOrder();
  if (!orderId) return;
  paypal.approve(orderId);
  await Promise.all(Array.from({ length: 4 }, () => customer.approve(orderId)));
};

/** Pays for one cluster in two tabs; only one order may be delivered. */
export const buyTwice: RunScenario = async (customer, sandbox) => {
  const both = await Promise.all([customer.createOrder(), customer.createOrder()]);
  const inBrowser = customer.random() < 0.5;
  const tabs = both.map(async (orderId) => {
    if (!orderId) return;
    await customer.pause(200);
    if (inBrowser) sandbox.paypal.captureInBrowser(orderId);
    else sandbox.paypal.approve(orderId);
    await customer.approve(orderId);
  });
  await Promise.all(tabs);
};
