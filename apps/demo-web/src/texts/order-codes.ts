import type { OrderEventCode, OrderProblem } from "@onekonsole/billing-contract";

/** The texts of an order's problems and history, by their codes. The service's own texts are English. */
export interface OrderCodeTexts {
  readonly problems: Readonly<Record<OrderProblem, string>>;
  readonly events: Readonly<Record<OrderEventCode, string>>;
}
