import type { Sandbox } from "@onekonsole/billing-sandbox";
import type { Customer } from "../customers/customer.ts";
import { checkOut } from "./checkout.ts";
import type { RunScenario } from "./scenario.ts";
import { waitFor } from "./wait-for.ts";

// Below the approval timeout of a run, so that the second approval is in time.
const longestWaitMs = 50_000;

/**
 * PayPal declines the payment; the page shows it, the customer reloads the page, and approves again
 * with another payment method. A payer acts on a decline that the page shows: an approval within
 * seconds of a decline that the service has not recorded yet is not part of this scenario.
 */
export const payAfterDecline: RunScenario = async (customer, sandbox) => {
  const orderId = await payDeclined(customer, sandbox);
  if (!orderId) return;
  sandbox.paypal.approve(orderId);
  await customer.approve(orderId);
};

/** PayPal declines the payment, and the customer leaves after some reloads. */
export const leaveAfterDecline: RunScenario = payDeclined;

async function payDeclined(customer: Customer, sandbox: Sandbox): Promise<string | null> {
  const orderId = await checkOut(customer, sandbox, { capture: "DECLINED" });
  if (!orderId) return null;
  const isDeclined = () => (sandbox.paypal.orders.get(orderId)?.declines.length ?? 0) > 0;
  const isShown = async () =>
    isDeclined() && (await customer.readState(orderId)) === "awaiting_approval";
  if (await waitFor(customer, isShown, { longestMs: longestWaitMs }))
    await reload(customer, orderId);
  return orderId;
}

/** Each reload of the return page repeats the approve request, which must not succeed again. */
async function reload(customer: Customer, orderId: string): Promise<void> {
  const times = Math.floor(customer.random() * 4);
  for (let time = 0; time < times; time += 1) {
    await customer.pause(200);
    const response = await customer.approve(orderId);
    if (response?.status === 200)
      customer.record.recordViolation(orderId, "a reload after a decline returned 200");
  }
}
