import type { z } from "zod";
import { documentedIssues } from "../../paypal/issues.ts";
import type { PaymentOutcome } from "../../paypal/payment-outcome.ts";
import type { PayPalSandbox } from "../../paypal/paypal-sandbox.ts";
import { type ControlledSandbox, type GroupHandlers, Unknown } from "../handler.ts";
import { checkName } from "../invalid-input.ts";
import type { Operations } from "../operations/index.ts";
import { type SandboxOrder, viewOrder } from "../order-view.ts";

type OrderOperations = Operations["orders"];

/** Acts on a known order, and returns it as it is afterwards. */
const acting =
  <Input extends { readonly id: string }>(act: (paypal: PayPalSandbox, input: Input) => unknown) =>
  ({ paypal }: ControlledSandbox, input: Input): SandboxOrder => {
    viewOrder(paypal, input.id);
    act(paypal, input);
    return viewOrder(paypal, input.id);
  };

export const orderHandlers: GroupHandlers<OrderOperations> = {
  list: ({ paypal }, { limit }) => ({
    orders: [...paypal.orders.keys()]
      .toReversed()
      .slice(0, limit)
      .map((id) => viewOrder(paypal, id)),
  }),
  show: ({ paypal }, { id }) => viewOrder(paypal, id),
  approve: acting((paypal, input: Outcome) => paypal.approve(input.id, outcomeOf(input))),
  decline: acting((paypal, { id }) => paypal.approve(id, { capture: "DECLINED" })),
  captureInBrowser: acting((paypal, input: Outcome) =>
    paypal.captureInBrowser(input.id, outcomeOf(input)),
  ),
  settle: acting((paypal, { id, status }: z.output<OrderOperations["settle"]["input"]>) =>
    paypal.settle(id, status === "DENIED" ? "DECLINED" : status),
  ),
  hold: acting((paypal, { id, reason }: z.output<OrderOperations["hold"]["input"]>) =>
    paypal.hold(id, reason),
  ),
  expire: acting((paypal, { id }) => paypal.expire(id)),
  reverse: acting((paypal, { id }) => paypal.reverse(id)),
  cancelReversal: acting((paypal, { id }) => paypal.cancelReversal(id)),
  refund: acting((paypal, { id, value }: z.output<OrderOperations["refund"]["input"]>) =>
    paypal.refundInDashboard(id, value),
  ),
  refuseRefunds: acting((paypal, input: z.output<OrderOperations["refuseRefunds"]["input"]>) => {
    checkName("issue", input.issue, documentedIssues("captures.refund"));
    paypal.refuseRefunds(input.id, input.issue);
  }),
  allowRefunds: acting((paypal, { id }) => paypal.allowRefunds(id)),
  settleRefund: ({ paypal }, { id, status }) => {
    const found = paypal.findRefund(id);
    if (!found) throw new Unknown(`There is no refund ${id} at PayPal.`);
    paypal.settleRefund(id, status);
    return viewOrder(paypal, found.order.id);
  },
  holdRefunds: ({ paypal }, { on }) => {
    paypal.refundsStartPending = on;
    return {};
  },
};

type Outcome = z.output<OrderOperations["approve"]["input"]>;

function outcomeOf({ capture, pending_reason, value }: Outcome): PaymentOutcome {
  return {
    capture,
    ...(pending_reason === undefined ? {} : { pendingReason: pending_reason }),
    ...(value === undefined ? {} : { amount: { value } }),
  };
}
