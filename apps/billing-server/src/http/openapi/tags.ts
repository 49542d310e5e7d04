import type { procedures } from "@onekonsole/billing-contract/schemas";

/** The groups of the description: those of the procedures, and two of routes without one. */
export const tags: Readonly<Record<keyof typeof procedures | "webhooks" | "service", string>> = {
  order: "Orders: prices, purchases, their state and receipts.",
  events: "The events of all orders, for services.",
  operator: "The actions of operators, who may read every order.",
  webhooks: "What PayPal calls, and the events that endpoints receive.",
  service: "Probes, metrics and this description.",
};
