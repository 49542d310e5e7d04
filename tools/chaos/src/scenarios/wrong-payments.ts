import { randomUUID } from "node:crypto";
import { checkOut, checkOutInBrowser } from "./checkout.ts";
import type { RunScenario } from "./scenario.ts";

/** Pays, while a foreign payment of 0.01 names this order or an order of another seller. */
export const payBesideStray: RunScenario = async (customer, sandbox) => {
  const orderId = await checkOut(customer, sandbox);
  const customId = sandbox.paypal.orders.get(orderId ?? "")?.purchase_units[0]?.custom_id;
  if (!customId) return;
  const namesOurOrder = customer.random() < 0.5;
  const amount = { currency_code: "EUR", value: "0.01" };
  const { id } = sandbox.paypal.payElsewhere(amount, namesOurOrder ? customId : randomUUID());
  customer.record.recordForeignPayment(id, namesOurOrder);
};

/** The payee is another account; the order is approved at PayPal, or captured there already. */
export const payAnotherPayee: RunScenario = async (customer, sandbox) => {
  const orderId = await customer.createOrder();
  if (!orderId) return;
  const other = { email_address: "other@shop.example", merchant_id: "ANOTHERSHOP22" };
  sandbox.paypal.changePayee(orderId, other);
  if (customer.random() < 0.5) sandbox.paypal.captureInBrowser(orderId);
  else sandbox.paypal.approve(orderId);
  await customer.approve(orderId);
};

/** Pays less than the price, or in a currency without prices. */
export const payWrongAmount: RunScenario = (customer, sandbox) =>
  checkOutInBrowser(
    customer,
    sandbox,
    customer.random() < 0.5
      ? { capture: "COMPLETED", amount: { value: "3" } }
      : { capture: "COMPLETED", amount: { currency_code: "PLN", value: "44" } },
  );
