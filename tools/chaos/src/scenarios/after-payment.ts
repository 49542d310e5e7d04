import type { Sandbox } from "@onekonsole/billing-sandbox";
import type { Customer } from "../customers/customer.ts";
import { checkOut, checkOutInBrowser } from "./checkout.ts";
import type { RunScenario } from "./scenario.ts";

export const isPaid = ({ paypal }: Sandbox, orderId: string): boolean =>
  paypal.captureCount(orderId) > 0;

/** A checkout, and an event that concerns its money up to three seconds after the capture. */
export function afterPayment(
  event: (sandbox: Sandbox, orderId: string, customer: Customer) => void,
): RunScenario {
  return async (customer, sandbox) => {
    const inBrowser = customer.random() < 0.3;
    const orderId = await (inBrowser ? checkOutInBrowser : checkOut)(customer, sandbox);
    if (!orderId) return;
    const notBefore = Date.now() + customer.random() * 3_000;
    customer.deferred.defer({
      isDue: () => isPaid(sandbox, orderId) && Date.now() > notBefore,
      run: () => event(sandbox, orderId, customer),
    });
  };
}
