import type { Sandbox } from "@onekonsole/billing-sandbox";
import type { Customer } from "./customer.ts";
import { checkOut, type Visit, waitFor } from "./visits.ts";

/** PayPal declines the payment; the customer reloads the page, and approves again with other money. */
export const payAfterDecline: Visit = async (customer, sandbox) => {
  const orderId = await declined(customer, sandbox);
  if (!orderId) return;
  sandbox.paypal.approve(orderId);
  await customer.approve(orderId);
};

/** PayPal declines the payment, and the customer leaves after some reloads. */
export const leaveAfterDecline: Visit = declined;

async function declined(customer: Customer, sandbox: Sandbox): Promise<string | null> {
  const orderId = await checkOut(customer, sandbox, { capture: "DECLINED" });
  if (!orderId) return null;
  const isDeclined = () => (sandbox.paypal.orders.get(orderId)?.declines.length ?? 0) > 0;
  // The page learns after a moment that PayPal wants another means of payment.
  const isTold = await waitFor(
    customer,
    async () => isDeclined() && (await customer.stateOf(orderId)) === "awaiting_approval",
  );
  if (isTold) await reload(customer, orderId);
  return orderId;
}

/** Each reload of the return page says that the payer approved, which is no news. */
async function reload(customer: Customer, orderId: string): Promise<void> {
  const times = Math.floor(customer.random() * 4);
  for (let time = 0; time < times; time += 1) {
    await customer.pause(200);
    const answer = await customer.approve(orderId);
    if (answer?.status === 200)
      customer.recordViolation(orderId, `a reload after a decline is answered ${answer.status}`);
  }
}
