import type { PaymentSummary } from "@onekonsole/billing-contract";
import { pluralIn } from "../../language/plural.ts";

const plural = pluralIn("en");

const payments: Readonly<Record<PaymentSummary, string>> = {
  Paid: "Paid",
  Pending: "Pending",
  Failed: "Failed",
  Refunded: "Refunded",
  "Partly refunded": "Partly refunded",
};

export const orders = {
  title: "Your orders",
  lead: "The newest order is the first.",
  list: "Orders",
  payment: "Payment",
  allPayments: "All",
  payments,
  refunded: (amount: string) => `${amount} refunded`,
  shown: (count: number) =>
    plural(count, { one: `${count} order is shown.`, other: `${count} orders are shown.` }),
  loading: "Loading your orders…",
  showMore: "Show more",
  loadingMore: "Loading…",
  noneWithPayment: "You have no order with this payment.",
  none: "You have not ordered a cluster yet.",
  order: "Order a cluster",
  waiting: {
    forPayment: (cluster: string) => `Your order of ${cluster} waits for its payment.`,
    continue: "Continue this order",
    beingProcessed: (cluster: string) => `Your order of ${cluster} is being processed.`,
    show: "Show this order",
  },
};
