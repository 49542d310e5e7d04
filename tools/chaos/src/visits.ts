import { randomUUID } from "node:crypto";
import type { PaymentEnd, Sandbox } from "@onekonsole/billing-sandbox";
import type { Customer } from "./customer.ts";

/** What a customer does; resolves at the end of the visit. */
export type Visit = (customer: Customer, sandbox: Sandbox) => Promise<unknown>;

type Payment = (paypal: Sandbox["paypal"], orderId: string, end: PaymentEnd) => unknown;

/** Orders, pays at PayPal in that way, and comes back; resolves with the order, `null` when there is none. */
const visitPaying =
  (pay: Payment) =>
  async (customer: Customer, { paypal }: Sandbox, end: PaymentEnd = {}): Promise<string | null> => {
    const orderId = await customer.order();
    if (!orderId) return null;
    await customer.pause(300);
    pay(paypal, orderId, end);
    await customer.pause(100);
    await customer.approve(orderId);
    return orderId;
  };

/** Orders, approves at PayPal, and comes back: the beginning of most visits. */
export const checkOut = visitPaying((paypal, orderId, end) => paypal.approve(orderId, end));

/** The same with the capture made by the page, as the console does it. */
export const payInBrowser = visitPaying((paypal, orderId, end) =>
  paypal.captureInBrowser(orderId, end),
);

/** Looks until it is so, for about five seconds; false when it never was. */
export async function waitFor(customer: Customer, isSo: () => Promise<boolean>): Promise<boolean> {
  for (let look = 0; look < 12; look += 1) {
    if (await isSo()) return true;
    await customer.pause(800);
  }
  return false;
}

/** Comes back from PayPal as four requests at the same time. */
export const approveFourTimes: Visit = async (customer, { paypal }) => {
  const orderId = await customer.order();
  if (!orderId) return;
  paypal.approve(orderId);
  await Promise.all(Array.from({ length: 4 }, () => customer.approve(orderId)));
};

/** Buys one cluster twice, in two tabs; only one may be delivered. */
export const buyTwice: Visit = async (customer, sandbox) => {
  const both = await Promise.all([customer.order(), customer.order()]);
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

/** Wants a cluster name that web-order refuses; `meanwhile` is called once the order is there. */
export const wantRefusedName =
  (
    meanwhile: (sandbox: Sandbox, orderId: string, customer: Customer) => void = () => undefined,
  ): Visit =>
  async (customer, sandbox) => {
    const name = `refused-${customer.userId.slice(0, 8)}`;
    sandbox.webOrder.refuse(name);
    const orderId = await customer.order({ name });
    if (!orderId) return;
    meanwhile(sandbox, orderId, customer);
    sandbox.paypal.approve(orderId);
    await customer.approve(orderId);
  };

/** Pays, while a cent comes in elsewhere that names the same order, or an order of another seller. */
export const payBesideStray: Visit = async (customer, sandbox) => {
  const orderId = await checkOut(customer, sandbox);
  const ours = sandbox.paypal.orders.get(orderId ?? "")?.purchase_units[0]?.custom_id;
  if (!ours) return;
  const isNamed = customer.random() < 0.5;
  const cent = { currency_code: "EUR", value: "0.01" };
  const { id } = sandbox.paypal.payElsewhere(cent, isNamed ? ours : randomUUID());
  customer.paidElsewhere(id, isNamed);
};

/** The order's money goes to another account: approved at PayPal, or captured there already. */
export const payAnotherPayee: Visit = async (customer, sandbox) => {
  const orderId = await customer.order();
  if (!orderId) return;
  const other = { email_address: "other@shop.example", merchant_id: "ANOTHERSHOP22" };
  sandbox.paypal.changePayee(orderId, other);
  if (customer.random() < 0.5) sandbox.paypal.captureInBrowser(orderId);
  else sandbox.paypal.approve(orderId);
  await customer.approve(orderId);
};

/** Pays less than the price, or in a currency that is not sold in. */
export const payWrongMoney: Visit = (customer, sandbox) =>
  payInBrowser(
    customer,
    sandbox,
    customer.random() < 0.5
      ? { capture: "COMPLETED", amount: { value: "3" } }
      : { capture: "COMPLETED", amount: { currency_code: "PLN", value: "44" } },
  );
