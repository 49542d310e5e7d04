import { customerText } from "../customer-text.ts";
import type { Scenario } from "../scenario.ts";
import { deliver } from "../steps/billing.ts";
import { placeOrder, returnFromPayPal } from "../steps/customer.ts";
import {
  openDispute,
  recordDispute,
  reopenDispute,
  resolveForMerchant,
  resolveForPayer,
} from "../steps/disputes.ts";
import { approve } from "../steps/payer.ts";
import { delivered } from "./endings.ts";

const disputed = [
  placeOrder,
  approve,
  returnFromPayPal,
  deliver,
  openDispute,
  recordDispute(true),
] as const;

/** Disputes about delivered orders. */
export const disputes: readonly Scenario[] = [
  {
    name: "dispute after delivery, won",
    description: "PayPal decides the payer's dispute for the merchant, who keeps the money.",
    disturbsOthers: false,
    steps: [...disputed, resolveForMerchant],
    expected: delivered,
  },
  {
    name: "dispute after delivery, lost",
    description: "PayPal decides the payer's dispute for the payer and takes the money back.",
    disturbsOthers: false,
    steps: [...disputed, resolveForPayer],
    expected: {
      ...delivered,
      state: "needs_attention",
      returned: "30.00",
      paypal: "REFUNDED",
      message: customerText("needs_attention", "The payment was taken back through PayPal."),
    },
  },
  {
    name: "dispute after delivery, reopened",
    description: "PayPal reopens a dispute that the merchant had won.",
    disturbsOthers: false,
    steps: [...disputed, resolveForMerchant, recordDispute(false), reopenDispute],
    expected: { ...delivered, disputed: true },
  },
];
