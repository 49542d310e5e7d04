import { customerText } from "../customer-text.ts";
import type { Scenario } from "../scenario.ts";
import { deliver, reach } from "../steps/billing.ts";
import { pass, passUntil } from "../steps/clock.ts";
import { placeOrder, returnFromPayPal } from "../steps/customer.ts";
import { beginOutage, endOutage } from "../steps/faults.ts";
import { approve } from "../steps/payer.ts";
import { keepBackWebhooks, loseWebhooks } from "../steps/webhooks.ts";
import { delivered, unpaid } from "./endings.ts";

/** What takes minutes or hours. */
export const waits: readonly Scenario[] = [
  {
    name: "paid, tab closed, webhook lost",
    description: "Only the sweeper finds the approval, and the service captures the payment.",
    disturbsOthers: true,
    steps: [
      placeOrder,
      keepBackWebhooks,
      approve,
      loseWebhooks,
      pass({ minutes: 20 }, "The tab stays closed, and 20 minutes pass."),
      deliver,
    ],
    expected: delivered,
  },
  {
    name: "captured, web-order down for an hour",
    description: "The service keeps the paid order, and delivers it when web-order is back.",
    disturbsOthers: true,
    steps: [
      placeOrder,
      beginOutage("web_order", "web-order responds with 503 to every request."),
      approve,
      returnFromPayPal,
      reach("captured", "The service captures the payment and cannot deliver the order."),
      pass({ hours: 1 }, "An hour passes."),
      endOutage("web_order", "web-order is available again."),
    ],
    expected: delivered,
  },
  {
    name: "never approved",
    description: "The payer does not approve within three hours, and the order expires.",
    disturbsOthers: true,
    steps: [
      placeOrder,
      pass({ hours: 3, minutes: 2 }, "Three hours pass without an approval."),
      passUntil(
        "expired",
        "Minutes pass, until PayPal has shown repeatedly that the order is gone.",
      ),
    ],
    expected: {
      ...unpaid,
      state: "expired",
      paypal: "EXPIRED",
      message: customerText("expired"),
    },
  },
];
