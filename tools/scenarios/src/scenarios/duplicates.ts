import { customerText } from "../customer-text.ts";
import type { Scenario } from "../scenario.ts";
import { deliverFirst, reach } from "../steps/billing.ts";
import { placeOrder, placeSameOrder, returnToError } from "../steps/customer.ts";
import { refundAll } from "../steps/operator.ts";
import { approve, approveFirst, payInBrowser } from "../steps/payer.ts";
import { refunded, refundedByTeam, unpaid } from "./endings.ts";

/** Two orders for one cluster name; the ending is that of the second one. */
export const duplicates: readonly Scenario[] = [
  {
    name: "approved twice for one name",
    description: "The customer approves in two tabs; the second approval takes no money.",
    disturbsOthers: false,
    steps: [
      placeOrder,
      placeSameOrder,
      approveFirst,
      deliverFirst,
      approve,
      returnToError(
        "duplicate_purchase",
        "The customer returns and reads that the cluster is already ordered.",
      ),
    ],
    expected: {
      ...unpaid,
      clusters: 1,
      state: "expired",
      paypal: "APPROVED",
      message: customerText(
        "expired",
        "You have another order for a cluster of this name that is paid or being paid, so this order has ended. No money was taken for it.",
      ),
    },
  },
  {
    name: "paid twice for one name",
    description: "The old console captures two payments; an operator refunds the second one.",
    disturbsOthers: false,
    steps: [
      placeOrder,
      placeSameOrder,
      approveFirst,
      deliverFirst,
      payInBrowser,
      reach("needs_attention", "The service holds the second payment for manual review."),
      refundAll,
    ],
    expected: { ...refunded, clusters: 1, message: refundedByTeam },
  },
];
