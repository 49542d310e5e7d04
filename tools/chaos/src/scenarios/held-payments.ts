import { isPaid } from "./after-payment.ts";
import { checkOut, checkOutInBrowser } from "./checkout.ts";
import type { RunScenario } from "./scenario.ts";

// PayPal's names; it adds others over time.
const pendingReasons = ["PENDING_REVIEW", "ECHECK", "OTHER", "A_REASON_OF_LATER"];
const merchantMustAct = ["RECEIVING_PREFERENCE_MANDATES_MANUAL_ACTION", "UNILATERAL"];

/**
 * PayPal holds the payment, at times for one reason after another, and decides up to four seconds
 * later. Without a decision, the payment waits for the merchant.
 */
export function payHeld(decision: "COMPLETED" | "DECLINED" | null): RunScenario {
  return async (customer, sandbox) => {
    const inBrowser = customer.random() < 0.5;
    const pay = inBrowser ? checkOutInBrowser : checkOut;
    const reasons = decision ? pendingReasons : merchantMustAct;
    const drawReason = () => reasons[Math.floor(customer.random() * reasons.length)] ?? "OTHER";
    const end = { capture: "PENDING", pendingReason: drawReason() } as const;
    const orderId = await pay(customer, sandbox, end);
    if (!orderId) return;
    if (customer.random() < 0.5) sandbox.paypal.hold(orderId, drawReason());
    if (!decision) return;
    const notBefore = Date.now() + customer.random() * 4_000;
    customer.deferred.defer({
      isDue: () => isPaid(sandbox, orderId) && Date.now() > notBefore,
      run: () => sandbox.paypal.settle(orderId, decision),
    });
  };
}
