import type { OrderEventCode, OrderProblem } from "@onekonsole/billing-contract/browser";

interface CodeTexts {
  readonly problems: Readonly<Record<OrderProblem, string>>;
  readonly events: Readonly<Record<OrderEventCode, string>>;
}

/** The service's own texts of problems and history are in English; another language has its own. */
export const orderCodes: CodeTexts | null = null as CodeTexts | null;
