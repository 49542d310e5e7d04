import type { Order } from "../../domain/order.ts";
import type { Capture, PayPalOrder } from "../../domain/paypal-order.ts";
import type { PayPalFailureKind, PayPalResult } from "../../domain/paypal-result.ts";
import { orderAtPayPal } from "../sample-order.ts";
import type { MissingPart } from "./paypal-behavior.ts";
import { type PayPalState, sum } from "./paypal-state.ts";

export const ok = <T>(value: T): PayPalResult<T> => ({ ok: true, value, debugId: undefined });
export const no = (kind: PayPalFailureKind, issue: string = kind): PayPalResult<never> => ({
  ok: false,
  failure: { kind, issue },
});

interface Shown {
  readonly missingPart: () => MissingPart;
  readonly namesReversals: boolean;
  readonly pendingReason: string | null;
}

/** PayPal's response about the order. */
export function showOrder(
  order: Order,
  state: PayPalState,
  { missingPart, namesReversals, pendingReason }: Shown,
): PayPalResult<PayPalOrder> {
  if (state.status === "forgotten") return no("gone");
  const capture = state.capture && {
    ...state.capture,
    status: shownStatus(state),
    id: "CAPTURE-1",
    currency: order.currency,
    customId: order.id,
    pendingReason: state.capture.status === "PENDING" ? pendingReason : null,
    ...(namesReversals && sum(state.refunds, "reversal") > 0n
      ? { isTakenBack: true as const }
      : {}),
  };
  // PayPal lists a reversal as a refund; only the reason on the capture may identify it.
  const refunds = state.refunds.map((refund) =>
    namesReversals && refund.kind === "reversal" && refund.status === "completed"
      ? { ...refund, isInferred: true }
      : { ...refund, kind: "refund" as const },
  );
  const { status, updateTime } = state;
  return shownWith(missingPart(), orderAtPayPal(order, { status, updateTime, capture, refunds }));
}

/** The response without the part that it omits. */
function shownWith(missingParts: MissingPart, shown: PayPalOrder): PayPalResult<PayPalOrder> {
  switch (missingParts) {
    case "nothing":
      return ok(shown);
    case "order":
      return no("gone");
    case "readability":
      return no("unreadable");
    case "status":
      return ok({ ...shown, status: null });
    case "payee":
      return ok({ ...shown, payeeEmail: null, payeeMerchantId: null });
    case "payments":
      return ok({ ...shown, capture: null, refunds: [] });
  }
}

function shownStatus({ capture, refunds }: PayPalState): Capture["status"] {
  if (!capture) throw new Error("There is no capture.");
  const given = sum(refunds, "refund") + sum(refunds, "reversal");
  if (capture.status !== "COMPLETED" || given === 0n) return capture.status;
  return given < capture.amount ? "PARTIALLY_REFUNDED" : "REFUNDED";
}
