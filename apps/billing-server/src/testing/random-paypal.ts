import type { Order } from "../domain/order.ts";
import type { PayPalEvent } from "../domain/paypal-event.ts";
import type { Capture, PayPalOrder } from "../domain/paypal-order.ts";
import type { PayPalFailureKind, PayPalResult } from "../domain/paypal-result.ts";
import type { PayPalRefund } from "../domain/refund.ts";
import { classify } from "../paypal/classify.ts";
import type { PayPalGateway } from "../ports/paypal-gateway.ts";
import { orderAtPayPal } from "./sample-order.ts";

/** What happens to a call: nothing, lost before its effect, or its answer lost after it. */
export type Fault = "none" | "before" | "after";

/** What an answer about the order lacks: nothing, the order itself, or some of its fields. */
export type Lack = "nothing" | "order" | "status" | "payee" | "payments" | "readability";

/** What PayPal will do with the order that we can't know. */
export interface PayPalBehavior {
  readonly capture: Capture["status"] | "INSTRUMENT_DECLINED";
  /** Refunds are pending until they are settled. */
  readonly isSlowBank: boolean;
  /** PayPal's issue for each refund that is asked for, until the world heals; `null` refuses none. */
  readonly refundIssue: string | null;
  readonly pendingReason: string | null;
  /** The order itself says that its money was taken back, and which of its refunds did it. */
  readonly namesReversals: boolean;
}

export interface Line {
  readonly order: Order;
  readonly pause: (name: string) => Promise<void>;
  readonly fault: () => Fault;
  readonly lack: () => Lack;
}

export interface RandomPayPal {
  readonly gateway: PayPalGateway;
  readonly captured: bigint;
  readonly refunded: bigint;
  readonly reversed: bigint;
  readonly reversalIds: readonly string[];
  /** Captures that PayPal declined for an approval, and approvals. */
  readonly declines: number;
  readonly approvals: number;
  readonly updateTime: Date | null;
  /** Of the last refund or reversal, as an event would name it. */
  lastId(topic: PayPalEvent["topic"]): string | null;
  approve(): void;
  captureInBrowser(status: Capture["status"], amount: bigint): void;
  decide(status: "COMPLETED" | "DECLINED"): void;
  settleRefunds(): void;
  forget(): void;
  giveBack(amount: bigint, kind: PayPalRefund["kind"]): void;
  /** Cancels every reversal. */
  returnReversals(): void;
  /** A reversal was cancelled. */
  readonly hasReturned: boolean;
}

interface Books {
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

/** One order at a PayPal that keeps its own rules, whatever we do. */
export function randomPayPal(
  { order, pause, fault, lack }: Line,
  behavior: PayPalBehavior,
): RandomPayPal {
  const { capture: next, isSlowBank, refundIssue } = behavior;
  const books: Books = {
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
    const luck = fault();
    if (luck === "before") return no("timeout");
    const result = effect();
    await pause(`PayPal's answer to ${name}`);
    return luck === "after" ? no("timeout") : result;
  };
  const remaining = () =>
    (books.capture?.amount ?? 0n) -
    books.refunds
      .filter(({ status }) => status !== "failed")
      .reduce((all, it) => all + it.amount, 0n);
  const isPaid = () => books.capture?.status === "COMPLETED";

  const show = (): PayPalResult<PayPalOrder> => {
    if (books.status === "forgotten") return no("gone");
    const capture = books.capture && {
      ...books.capture,
      status: shownStatus(books),
      id: "CAPTURE-1",
      currency: order.currency,
      customId: order.id,
      pendingReason: books.capture.status === "PENDING" ? behavior.pendingReason : null,
      ...(behavior.namesReversals && sum(books.refunds, "reversal") > 0n
        ? { isTakenBack: true as const }
        : {}),
    };
    // PayPal's list does not tell a reversal from a refund: only the reason on the capture may.
    const refunds = books.refunds.map((refund) =>
      behavior.namesReversals && refund.kind === "reversal" && refund.status === "completed"
        ? { ...refund, isInferred: true }
        : { ...refund, kind: "refund" as const },
    );
    const { status, updateTime } = books;
    return shownWith(lack(), orderAtPayPal(order, { status, updateTime, capture, refunds }));
  };
  const declined = new Set<string>();
  const take = (key: string): PayPalResult<PayPalOrder> => {
    if (books.status === "forgotten") return no("gone");
    if (books.capture) return no("already_done");
    if (books.status !== "APPROVED") return no("payer_again");
    if (books.next === "INSTRUMENT_DECLINED") {
      // A key that comes again is the same try.
      declined.add(key);
      books.declines = declined.size;
      return no("payer_again");
    }
    books.capture = { status: books.next, amount: order.amount };
    books.status = "COMPLETED";
    return show();
  };
  const refund = ({ refundId, amount }: Parameters<PayPalGateway["refundCapture"]>[0]) => {
    const known = books.refunds.find((it) => it.refundId === refundId);
    if (known) return ok(known);
    if (!isPaid()) return no("unavailable");
    const { refundIssue: issue } = books;
    if (issue) return no(classify(422, issue), issue);
    const wanted = amount ?? remaining();
    if (remaining() === 0n || wanted > remaining()) return no("already_done");
    const status = books.isSlowBank ? ("pending" as const) : ("completed" as const);
    const id = `R-${books.refunds.length}`;
    const made = { paypalRefundId: id, refundId, amount: wanted, status, kind: "refund" as const };
    books.refunds.push(made);
    return ok(made);
  };

  return {
    gateway: {
      createOrder: () => Promise.reject(new Error("not part of this")),
      getOrder: () => call("getOrder", show),
      getOrigin: () => call("getOrder", () => ok({ isSealed: true, createdAt: null })),
      captureOrder: ({ idempotencyKey }) => call("capture", () => take(idempotencyKey)),
      refundCapture: (wish) => call("refund", () => refund(wish)),
      getRefund: (id) =>
        call("getRefund", () => {
          const found = books.refunds.find((it) => it.paypalRefundId === id);
          return found ? ok({ ...found, kind: "refund" as const }) : no("gone");
        }),
    },
    get captured() {
      return isPaid() ? (books.capture?.amount ?? 0n) : 0n;
    },
    get refunded() {
      return sum(books.refunds, "refund");
    },
    get reversed() {
      return sum(books.refunds, "reversal");
    },
    get reversalIds() {
      return books.refunds.filter(({ kind }) => kind === "reversal").map((it) => it.paypalRefundId);
    },
    get declines() {
      return books.declines;
    },
    get approvals() {
      return books.approvals;
    },
    get updateTime() {
      return books.updateTime;
    },
    get hasReturned() {
      return books.refunds.some(({ isCancelled }) => isCancelled);
    },
    lastId: (topic) => {
      const kind = topic === "reversal" ? "reversal" : "refund";
      return books.refunds.findLast((it) => it.kind === kind)?.paypalRefundId ?? null;
    },
    approve: () => {
      const isAgain = books.status === "APPROVED" && books.declines > 0;
      if (books.status !== "CREATED" && !isAgain) return;
      books.status = "APPROVED";
      books.approvals += 1;
      // With another means of payment, seconds later.
      if (isAgain) books.next = "COMPLETED";
      books.updateTime = new Date(Math.max(Date.now(), (books.updateTime?.getTime() ?? 0) + 1_000));
    },
    captureInBrowser: (status, amount) => {
      if (books.status !== "APPROVED") return;
      books.capture = { status, amount };
      books.status = "COMPLETED";
    },
    decide: (status) => {
      if (books.capture?.status === "PENDING") books.capture.status = status;
    },
    settleRefunds: () => {
      books.isSlowBank = false;
      books.refundIssue = null;
      books.refunds = books.refunds.map((it) =>
        it.status === "pending" ? { ...it, status: "completed" } : it,
      );
    },
    forget: () => {
      if (books.status !== "COMPLETED") books.status = "forgotten";
    },
    returnReversals: () => {
      books.refunds = books.refunds.map((it) =>
        it.kind === "reversal" ? { ...it, status: "failed", isCancelled: true } : it,
      );
    },
    giveBack: (wanted, kind) => {
      const amount = wanted < remaining() ? wanted : remaining();
      if (!isPaid() || amount <= 0n) return;
      const paypalRefundId = `R-${books.refunds.length}`;
      books.refunds.push({ paypalRefundId, refundId: null, amount, status: "completed", kind });
    },
  };
}

/** The answer without what it lacks. */
function shownWith(lacks: Lack, shown: PayPalOrder): PayPalResult<PayPalOrder> {
  switch (lacks) {
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

function shownStatus({ capture, refunds }: Books): Capture["status"] {
  if (!capture) throw new Error("There is no capture.");
  const given = sum(refunds, "refund") + sum(refunds, "reversal");
  if (capture.status !== "COMPLETED" || given === 0n) return capture.status;
  return given < capture.amount ? "PARTIALLY_REFUNDED" : "REFUNDED";
}
