import { customerText } from "../customer-text.ts";
import type { Scenario } from "../scenario.ts";
import { deliver, reach } from "../steps/billing.ts";
import {
  placeOrder,
  placeOrderAtOldPrice,
  returnFromPayPal,
  returnToError,
} from "../steps/customer.ts";
import {
  approve,
  approveForReview,
  approveWithAnotherCard,
  approveWithDeclinedCard,
  payInBrowser,
} from "../steps/payer.ts";
import { completePayment, denyPayment } from "../steps/paypal.ts";
import { delivered, unpaid } from "./endings.ts";

/** Payments without a failure around them. */
export const payments: readonly Scenario[] = [
  {
    name: "paid in one go",
    description: "The customer pays and returns, and the cluster is ordered.",
    disturbsOthers: false,
    steps: [placeOrder, approve, returnFromPayPal, deliver],
    expected: delivered,
  },
  {
    name: "price changed between page and click",
    description: "An order at an old price is rejected, and the customer orders at the new one.",
    disturbsOthers: false,
    steps: [placeOrderAtOldPrice, placeOrder, approve, returnFromPayPal, deliver],
    expected: delivered,
  },
  {
    name: "declined, then paid",
    description: "The first card is declined; the payer approves again with another one.",
    disturbsOthers: false,
    steps: [
      placeOrder,
      approveWithDeclinedCard,
      returnToError(
        "payment_declined",
        "The customer returns and reads that the card was declined.",
      ),
      approveWithAnotherCard,
      returnFromPayPal,
      deliver,
    ],
    expected: delivered,
  },
  {
    name: "pending, then completed",
    description: "PayPal holds the payment for review and releases it.",
    disturbsOthers: false,
    steps: [
      placeOrder,
      approveForReview,
      returnFromPayPal,
      reach("capture_pending", "The service records that PayPal holds the payment."),
      completePayment,
      deliver,
    ],
    expected: delivered,
  },
  {
    name: "pending, then denied",
    description: "PayPal holds the payment for review and denies it.",
    disturbsOthers: false,
    steps: [
      placeOrder,
      approveForReview,
      returnFromPayPal,
      reach("capture_pending", "The service records that PayPal holds the payment."),
      denyPayment,
    ],
    expected: {
      ...unpaid,
      state: "capture_failed",
      paypal: "DECLINED",
      message: customerText("capture_failed", "PayPal declined the payment."),
    },
  },
  {
    name: "captured in the browser by the old console",
    description: "The browser captures the payment and is closed before the service is called.",
    disturbsOthers: false,
    steps: [placeOrder, payInBrowser],
    expected: delivered,
  },
];
