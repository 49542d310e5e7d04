import { customerText } from "../customer-text.ts";
import type { Scenario } from "../scenario.ts";
import { deliver } from "../steps/billing.ts";
import { placeOrder, returnFromPayPal, returnToError } from "../steps/customer.ts";
import { addFault, beginOutage, endOutage } from "../steps/faults.ts";
import { rotateKeys } from "../steps/issuer.ts";
import { approve } from "../steps/payer.ts";
import { failAfterEffect, refuseName } from "../steps/web-order.ts";
import {
  acceptEach,
  forgeWebhook,
  keepBackWebhooks,
  loseWebhooks,
  releaseTwiceAndShuffled,
  releaseWebhooks,
} from "../steps/webhooks.ts";
import { delivered, refunded, unpaid } from "./endings.ts";

/** Failures of PayPal, web-order, the issuer and the network. */
export const failures: readonly Scenario[] = [
  {
    name: "web-order refuses the name",
    description: "web-order rejects the paid order, and the service refunds the payment.",
    disturbsOthers: false,
    steps: [placeOrder, refuseName, approve, returnFromPayPal],
    expected: {
      ...refunded,
      clusters: 0,
      message: customerText(
        "refunded",
        "The payment was received, but your cluster could not be ordered.",
      ),
    },
  },
  {
    name: "web-order answers 500 after the effect",
    description:
      "web-order accepts the order and responds with an error; no second cluster follows.",
    disturbsOthers: true,
    steps: [placeOrder, failAfterEffect, approve, returnFromPayPal, deliver],
    expected: delivered,
  },
  {
    name: "PayPal down between approval and capture",
    description: "PayPal fails after the approval, and the service captures once PayPal is back.",
    disturbsOthers: true,
    steps: [
      placeOrder,
      keepBackWebhooks,
      approve,
      beginOutage("paypal", "PayPal responds with 503 to every request."),
      returnToError("paypal_unavailable", "The customer returns and reads that PayPal is down."),
      endOutage("paypal", "PayPal is available again."),
      releaseWebhooks,
    ],
    expected: delivered,
  },
  {
    name: "capture response lost after the effect",
    description:
      "PayPal takes the money, its response is lost, and the repeated capture takes none.",
    disturbsOthers: true,
    steps: [
      placeOrder,
      addFault("network", "The response to the next capture will be lost.", {
        simulator: "paypal",
        operation: "orders.capture",
        kind: "reset",
        when: "after",
      }),
      approve,
      returnFromPayPal,
    ],
    expected: delivered,
  },
  {
    name: "webhooks twice and out of order",
    description: "Every webhook of the payment arrives twice, late and in another order.",
    disturbsOthers: true,
    steps: [
      placeOrder,
      keepBackWebhooks,
      approve,
      returnFromPayPal,
      deliver,
      releaseTwiceAndShuffled,
      acceptEach(2),
    ],
    expected: delivered,
  },
  {
    name: "forged webhook",
    description: "A forged approval is rejected, and no money is taken.",
    disturbsOthers: true,
    steps: [placeOrder, keepBackWebhooks, approve, loseWebhooks, forgeWebhook],
    expected: {
      ...unpaid,
      state: "awaiting_approval",
      paypal: "APPROVED",
      message: customerText("awaiting_approval"),
    },
  },
  {
    name: "issuer rotates its keys",
    description:
      "The issuer changes its keys during the purchase, and the customer stays signed in.",
    disturbsOthers: true,
    steps: [placeOrder, approve, rotateKeys, returnFromPayPal, deliver],
    expected: delivered,
  },
];
