import type { Order } from "../domain/order.ts";
import type { PayPalEvent } from "../domain/paypal-event.ts";
import type { Capture, PayPalOrder } from "../domain/paypal-order.ts";
import type { PayPalFailureKind, PayPalResult } from "../domain/paypal-result.ts";
import type { PayPalRefund } from "../domain/refund.ts";
import { classify } from "../paypal/classify.ts";
import type { PayPalGateway } from "../ports/paypal-gateway.ts";
import { orderAtPayPal } from "./sample-order.ts";

/** The fault of a call: none, lost before its effect, or its response lost after the effect. */
export type Fault = "none" | "before" | "after";

/** What a response about the order omits: nothing, the order itself, or some of its fields. */
export type MissingPart = "nothing" | "order" | "status" | "payee" | "payments" | "readability";

/** How PayPal treats the order; the service cannot know this in advance. */
export interface PayPalBehavior {
  readonly capture: Capture["status"] | "INSTRUMENT_DECLINED";
  /** Whether refunds stay pending until `settleRefunds`. */
  readonly isSlowBank: boolean;
  /** PayPal's issue for each requested refund, until `heal`; `null` for none. */
  readonly refundIssue: string | null;
  readonly pendingReason: string | null;
  /** The order itself says that its money was taken back, and which of its refunds did it. */
  readonly namesReversals: boolean;
}

export interface PayPalHooks {
  readonly order: Order;
  readonly pause: (name: string) => Promise<void>;
  readonly fault: () => Fault;
  readonly missingPart: () => MissingPart;
}

export interface SimulatedPayPal {
  readonly gateway: PayPalGateway;
  readonly captured: bigint;
  readonly refunded: bigint;
  readonly reversed: bigint;
  readonly reversalIds: readonly string[];
  /** The number of declined captures, and of approvals. */
  readonly declines: number;
  readonly approvals: number;
  readonly updateTime: Date | null;
  /** The id of the last refund or reversal, as in an event. */
  lastId(topic: PayPalEvent["topic"]): string | null;
  approve(): void;
  captureInBrowser(status: Capture["status"], amount: bigint): void;
  decide(status: "COMPLETED" | "DECLINED"): void;
  settleRefunds(): void;
  forget(): void;
  returnMoney(amount: bigint, kind: PayPalRefund["kind"]): void;
  /** Cancels every reversal. */
  returnReversals(): void;
  /** Whether a reversal was cancelled. */
  readonly hasReturned: boolean;
}

interface PayPalState {
  status: PayPalOrder["status"] | "forgotten";
  capture: { status: Capture["status"]; amount: bigint } | null;
  refunds: PayPalRefund[];
  next: PayPalBehavior["capture"];
  isSlowBank: boolean;
  updateTime: Date | null;
  declines: number;
  approvals: number;
  refundIssue: string | null;
}

const ok = <T>(value: T): PayPalResult<T> => ({ ok: true, value, debugId: undefined });
const no = (kind: PayPalFailureKind, issue: string = kind): PayPalResult<never> => ({
  ok: false,
  failure: { kind, issue },
});
const sum = (refunds: readonly PayPalRefund[], kind: PayPalRefund["kind"]): bigint =>
  refunds
    .filter((it) => it.kind === kind && it.status === "completed")
    .reduce((total, { amount }) => total + amount, 0n);

/** Simulates one order at PayPal, with PayPal's own rules. */
export function simulatePayPal(
  { order, pause, fault, missingPart }: PayPalHooks,
  behavior: PayPalBehavior,
): SimulatedPayPal {
  const { capture: next, isSlowBank, refundIssue } = behavior;
  const state: PayPalState = {
    status: "CREATED",
    capture: null,
    refunds: [],
    next,
    isSlowBank,
    updateTime: null,
    declines: 0,
    approvals: 0,
    refundIssue,
  };
  const call = async <T>(name: string, effect: () => PayPalResult<T>): Promise<PayPalResult<T>> => {
    await pause(`PayPal ${name}`);
    const drawnFault = fault();
    if (drawnFault === "before") return no("timeout");
    const result = effect();
    await pause(`PayPal's answer to ${name}`);
    return drawnFault === "after" ? no("timeout") : result;
  };
  const remaining = () =>
    (state.capture?.amount ?? 0n) -
    state.refunds
      .filter(({ status }) => status !== "failed")
      .reduce((all, it) => all + it.amount, 0n);
  const isPaid = () => state.capture?.status === "COMPLETED";

  const show = (): PayPalResult<PayPalOrder> => {
    if (state.status === "forgotten") return no("gone");
    const capture = state.capture && {
      ...state.capture,
      status: shownStatus(state),
      id: "CAPTURE-1",
      currency: order.currency,
      customId: order.id,
      pendingReason: state.capture.status === "PENDING" ? behavior.pendingReason : null,
      ...(behavior.namesReversals && sum(state.refunds, "reversal") > 0n
        ? { isTakenBack: true as const }
        : {}),
    };
    // PayPal lists a reversal as a refund; only the reason on the capture may identify it.
    const refunds = state.refunds.map((refund) =>
      behavior.namesReversals && refund.kind === "reversal" && refund.status === "completed"
        ? { ...refund, isInferred: true }
        : { ...refund, kind: "refund" as const },
    );
    const { status, updateTime } = state;
    return shownWith(missingPart(), orderAtPayPal(order, { status, updateTime, capture, refunds }));
  };
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
    if (!isPaid()) return no("unavailable");
    const { refundIssue: issue } = state;
    if (issue) return no(classify(422, issue), issue);
    const wanted = amount ?? remaining();
    if (remaining() === 0n || wanted > remaining()) return no("already_done");
    const status = state.isSlowBank ? ("pending" as const) : ("completed" as const);
    const id = `R-${state.refunds.length}`;
    const made = { paypalRefundId: id, refundId, amount: wanted, status, kind: "refund" as const };
    state.refunds.push(made);
    return ok(made);
  };

  return {
    gateway: {
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
    },
    get captured() {
      return isPaid() ? (state.capture?.amount ?? 0n) : 0n;
    },
    get refunded() {
      return sum(state.refunds, "refund");
    },
    get reversed() {
      return sum(state.refunds, "reversal");
    },
    get reversalIds() {
      return state.refunds.filter(({ kind }) => kind === "reversal").map((it) => it.paypalRefundId);
    },
    get declines() {
      return state.declines;
    },
    get approvals() {
      return state.approvals;
    },
    get updateTime() {
      return state.updateTime;
    },
    get hasReturned() {
      return state.refunds.some(({ isCancelled }) => isCancelled);
    },
    lastId: (topic) => {
      const kind = topic === "reversal" ? "reversal" : "refund";
      return state.refunds.findLast((it) => it.kind === kind)?.paypalRefundId ?? null;
    },
    approve: () => {
      const isAgain = state.status === "APPROVED" && state.declines > 0;
      if (state.status !== "CREATED" && !isAgain) return;
      state.status = "APPROVED";
      state.approvals += 1;
      // The payer approves again, with another funding source.
      if (isAgain) state.next = "COMPLETED";
      state.updateTime = new Date(Math.max(Date.now(), (state.updateTime?.getTime() ?? 0) + 1_000));
    },
    captureInBrowser: (status, amount) => {
      if (state.status !== "APPROVED") return;
      state.capture = { status, amount };
      state.status = "COMPLETED";
    },
    decide: (status) => {
      if (state.capture?.status === "PENDING") state.capture.status = status;
    },
    settleRefunds: () => {
      state.isSlowBank = false;
      state.refundIssue = null;
      state.refunds = state.refunds.map((it) =>
        it.status === "pending" ? { ...it, status: "completed" } : it,
      );
    },
    forget: () => {
      if (state.status !== "COMPLETED") state.status = "forgotten";
    },
    returnReversals: () => {
      state.refunds = state.refunds.map((it) =>
        it.kind === "reversal" ? { ...it, status: "failed", isCancelled: true } : it,
      );
    },
    returnMoney: (wanted, kind) => {
      const amount = wanted < remaining() ? wanted : remaining();
      if (!isPaid() || amount <= 0n) return;
      const paypalRefundId = `R-${state.refunds.length}`;
      state.refunds.push({ paypalRefundId, refundId: null, amount, status: "completed", kind });
    },
  };
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
