import type { Order } from "../../domain/order.ts";
import type { PayPalOrder } from "../../domain/paypal-order.ts";
import type { PayPalResult } from "../../domain/paypal-result.ts";
import { classify } from "../../paypal/classify.ts";
import type { PayPalGateway } from "../../ports/paypal-gateway.ts";
import type { Fault, MissingPart, PayPalBehavior } from "./paypal-behavior.ts";
import { no, ok, showOrder } from "./paypal-response.ts";
import { isPaid, type PayPalState, remaining } from "./paypal-state.ts";

export interface PayPalHooks {
  readonly order: Order;
  readonly pause: (name: string) => Promise<void>;
  readonly fault: () => Fault;
  readonly missingPart: () => MissingPart;
}

/** The gateway to the order, with PayPal's own rules. */
export function simulateGateway(
  { order, pause, fault, missingPart }: PayPalHooks,
  { namesReversals, pendingReason }: PayPalBehavior,
  state: PayPalState,
): PayPalGateway {
  const call = async <T>(name: string, effect: () => PayPalResult<T>): Promise<PayPalResult<T>> => {
    await pause(`PayPal ${name}`);
    const drawnFault = fault();
    if (drawnFault === "before") return no("timeout");
    const result = effect();
    await pause(`PayPal's response to ${name}`);
    return drawnFault === "after" ? no("timeout") : result;
  };
  const show = () => showOrder(order, state, { missingPart, namesReversals, pendingReason });
  const declined = new Set<string>();
  const take = (key: string): PayPalResult<PayPalOrder> => {
    if (state.status === "forgotten") return no("gone");
    if (state.capture) return no("already_done");
    if (state.status !== "APPROVED") return no("payer_can_retry");
    if (state.next === "INSTRUMENT_DECLINED") {
      // A repeated key is the same attempt.
      declined.add(key);
      state.declines = declined.size;
      return no("payer_can_retry");
    }
    state.capture = { status: state.next, amount: order.amount };
    state.status = "COMPLETED";
    return show();
  };
  const refund = ({ refundId, amount }: Parameters<PayPalGateway["refundCapture"]>[0]) => {
    const known = state.refunds.find((it) => it.refundId === refundId);
    if (known) return ok(known);
    if (!isPaid(state)) return no("unavailable");
    const { refundIssue: issue } = state;
    if (issue) return no(classify(422, issue), issue);
    const wanted = amount ?? remaining(state);
    if (remaining(state) === 0n || wanted > remaining(state)) return no("already_done");
    const status = state.isSlowBank ? ("pending" as const) : ("completed" as const);
    const id = `R-${state.refunds.length}`;
    const made = { paypalRefundId: id, refundId, amount: wanted, status, kind: "refund" as const };
    state.refunds.push(made);
    return ok(made);
  };

  return {
    createOrder: () => Promise.reject(new Error("not part of this")),
    getOrder: () => call("getOrder", show),
    getOrigin: () => call("getOrder", () => ok({ isSealed: true, createdAt: null })),
    captureOrder: ({ idempotencyKey }) => call("capture", () => take(idempotencyKey)),
    refundCapture: (request) => call("refund", () => refund(request)),
    getRefund: (id) =>
      call("getRefund", () => {
        const found = state.refunds.find((it) => it.paypalRefundId === id);
        return found ? ok({ ...found, kind: "refund" as const }) : no("gone");
      }),
  };
}
