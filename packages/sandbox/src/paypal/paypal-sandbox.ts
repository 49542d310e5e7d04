import type { Host } from "../http/breakable.ts";
import type { ErrorShape } from "../http/broken-answer.ts";
import { Faults } from "../http/faults.ts";
import { type Door, Outage, type OutageKind } from "../http/outage.ts";
import { type ReceivedRequest, RequestLog } from "../http/request-log.ts";
import { Webhooks } from "../webhooks/webhooks.ts";
import { AccessTokens } from "./access-tokens.ts";
import { payee } from "./accounts.ts";
import { apiError, debugHeaders, issueError } from "./answers.ts";
import { Books } from "./books.ts";
import { holdCapture, settleCapture } from "./capture-record.ts";
import type { DisputeOutcome, DisputeRecord } from "./dispute-record.ts";
import { Disputes } from "./disputes.ts";
import { type CapturePlace, giveBack, leftUnits, takeBack } from "./give-back.ts";
import { alterOccurrence } from "./alter-occurrence.ts";
import { Misbehaviour } from "./misbehaviour.ts";
import type { Money } from "./money.ts";
import {
  approvalReversed,
  captureOccurrence,
  orderOccurrence,
  refundOccurrence,
} from "./occurrences.ts";
import {
  approveOrder,
  captureOrder,
  capturesOf,
  isExpired,
  type OrderRecord,
  refundsOf,
} from "./order-record.ts";
import type { PaymentEnd } from "./payment-end.ts";
import {
  markReturned,
  type RefundRecord,
  type RefundTerms,
  settleRecord,
  isVoid,
} from "./refund-record.ts";
import { RequestKeys } from "./request-keys.ts";

export type PayPalOperation =
  | "token"
  | "orders.create"
  | "orders.get"
  | "orders.capture"
  | "captures.get"
  | "captures.refund"
  | "refunds.get"
  | "webhooks.verify"
  | "webhooks.events"
  | "webhooks.certificate";

export interface PayPalSandboxOptions {
  /** Where it is reached; the links in its answers point there. */
  readonly url: string;
  readonly clientId?: string;
  readonly clientSecret?: string;
  /** The port that `down` closes; without one it cuts every connection. */
  readonly door?: Door;
}

/** PayPal's state in memory, and the hands of the payer, of the merchant and of time. */
export class PayPalSandbox extends Books implements Host<PayPalOperation> {
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The merchant that every order without a payee of its own is for. */
  readonly payee: typeof payee = payee;
  readonly tokens: AccessTokens = new AccessTokens(this.clock);
  readonly keys: RequestKeys = new RequestKeys(this.clock);
  readonly faults: Faults<PayPalOperation> = new Faults();
  readonly outage: Outage;
  readonly log: RequestLog = new RequestLog();
  readonly errors: ErrorShape = {
    ofStatus: (status) => apiError(status),
    ofIssue: issueError,
    headers: debugHeaders,
  };
  readonly webhooks: Webhooks;
  /** Whether a capture key that met INSTRUMENT_DECLINED gets it again; PayPal leaves this open. */
  replaysDeclines = true;
  /** Whether an order's `update_time` moves when a capture is refused; PayPal leaves this open. */
  declinesMoveUpdateTime = false;
  /** What PayPal does beside its documentation; off at first. */
  readonly misbehaviour: Misbehaviour = new Misbehaviour(() => this.clock.now());
  /** Whether new refunds are PENDING, as those of eChecks are, until `settleRefund`. */
  refundsStartPending = false;
  /** The status of a refund's replay; PayPal documents 200 for orders only. */
  refundReplayStatus: 200 | 201 = 201;
  /** PayPal has two names for a refund in another currency than its capture's. */
  currencyMismatchIssue: "REFUND_CAPTURE_CURRENCY_MISMATCH" | "CURRENCY_MISMATCH" =
    "REFUND_CAPTURE_CURRENCY_MISMATCH";
  /** What a capture is after a reversal, besides its reason; PayPal leaves this open. */
  reversedCaptureStatus: "COMPLETED" | "REFUNDED" = "REFUNDED";
  readonly #disputes: Disputes;
  readonly #refundRefusals = new Map<string, string>();

  constructor(options: PayPalSandboxOptions) {
    super();
    this.url = options.url;
    this.clientId = options.clientId ?? "sandbox-client";
    this.clientSecret = options.clientSecret ?? "sandbox-secret";
    this.outage = new Outage(options.door);
    this.webhooks = new Webhooks(this.url, () => this.clock.now());
    this.#disputes = new Disputes(this.clock, this.webhooks);
    this.webhooks.alter = (occurrence) => alterOccurrence(this.misbehaviour, occurrence);
    this.clock.moved = () => this.#tellOfExpiries(this.orders.values());
  }

  /** Every request received, oldest first; the newest 100,000 are kept. */
  get requests(): readonly ReceivedRequest[] {
    return this.log.entries;
  }

  /** The payer approves. Throws when the order is unknown, expired or captured. */
  approve(orderId: string, end: PaymentEnd = {}): OrderRecord {
    const order = this.existing(orderId);
    approveOrder(order, end, this.clock.now());
    this.webhooks.tell(orderOccurrence(order, "APPROVED"));
    return order;
  }

  /**
   * The payer approves and the page captures, as the console's PayPal buttons do. Unlike a capture by
   * API, a decline leaves the order COMPLETED around a DECLINED capture. Throws as `approve` does.
   */
  captureInBrowser(orderId: string, end: PaymentEnd = {}): OrderRecord {
    const order = this.approve(orderId, end);
    this.capture(order);
    return order;
  }

  /** Captures an approved order the way its payer chose. */
  capture(order: OrderRecord): void {
    captureOrder(order, this.clock.now());
    for (const capture of capturesOf(order)) {
      this.orderOfCapture.set(capture.id, order.id);
      this.webhooks.tell(captureOccurrence(order, capture, false));
    }
    this.webhooks.tell(orderOccurrence(order, "COMPLETED"));
  }

  /** The money of an order goes to another account than its own. Throws when it is unknown or captured. */
  changePayee(orderId: string, other: unknown): void {
    const order = this.existing(orderId);
    if (order.status === "COMPLETED") throw new Error(`Order ${orderId} is already captured.`);
    for (const unit of order.purchase_units) unit.payee = other;
  }

  /** PayPal decides about the PENDING captures of an order. */
  settle(orderId: string, status: "COMPLETED" | "DECLINED"): void {
    const order = this.existing(orderId);
    for (const capture of capturesOf(order).filter((it) => it.status === "PENDING")) {
      settleCapture(capture, status, this.clock.now());
      this.webhooks.tell(captureOccurrence(order, capture, true));
    }
  }

  /** PayPal holds the PENDING captures of an order for another reason than before. */
  hold(orderId: string, reason: string): void {
    const order = this.existing(orderId);
    for (const capture of capturesOf(order).filter((it) => it.status === "PENDING")) {
      holdCapture(capture, reason, this.clock.now());
      this.webhooks.tell(captureOccurrence(order, capture, true));
    }
  }

  /** From now on PayPal refuses each new refund of an order with that issue. Throws for an unknown order. */
  refuseRefunds(orderId: string, issue: string): void {
    this.#refundRefusals.set(this.existing(orderId).id, issue);
  }

  /** PayPal makes refunds of the order again. */
  allowRefunds(orderId: string): void {
    this.#refundRefusals.delete(orderId);
  }

  /** The issue with which PayPal refuses refunds of an order; undefined while it makes them. */
  refundRefusal(orderId: string): string | undefined {
    return this.#refundRefusals.get(orderId);
  }

  /** Gives money of a capture back, all that is left without an amount. Throws when it has less. */
  refund(place: CapturePlace, amount?: Money, terms: RefundTerms = {}): RefundRecord {
    const status = this.refundsStartPending ? "PENDING" : "COMPLETED";
    const refund = giveBack(place, { amount, terms, status }, this.clock.now());
    return this.#kept(refund);
  }

  /**
   * The merchant refunds an order in PayPal's dashboard: a decimal string in the order's currency, or
   * all that is left. Throws when the order has less.
   */
  refundInDashboard(orderId: string, value?: string): RefundRecord {
    const place = this.paid(orderId);
    const { currency_code } = place.capture.amount;
    return this.refund(place, value === undefined ? undefined : { currency_code, value });
  }

  /** PayPal decides about a PENDING refund. Throws when there is none of that id. */
  settleRefund(refundId: string, status: "COMPLETED" | "FAILED"): void {
    const found = this.findRefund(refundId);
    if (found?.refund.status !== "PENDING") throw new Error(`No refund ${refundId} is pending.`);
    settleRecord(found.refund, status, this.clock.now());
    markReturned(found.capture, found.refunds, this.clock.now());
    this.webhooks.tell(refundOccurrence(found.refund));
  }

  /** The payer's bank takes back what is left of an order's money. Throws when nothing is. */
  reverse(orderId: string): RefundRecord {
    return this.#takenBack(this.paid(orderId), "CHARGEBACK");
  }

  /**
   * PayPal or the bank gives back what it had taken of an order: the reversals are CANCELLED and the capture
   * is as it was. PayPal documents no event for it; what it sends is its news of the capture. Throws when
   * nothing was taken.
   */
  cancelReversal(orderId: string): void {
    const order = this.existing(orderId);
    const taken = refundsOf(order).filter((refund) => refund.reversal && !isVoid(refund));
    if (taken.length === 0) throw new Error(`Nothing of order ${orderId} was taken back.`);
    for (const reversal of taken) {
      const place = this.findRefund(reversal.id);
      if (!place) continue;
      settleRecord(reversal, "CANCELLED", this.clock.now());
      delete place.capture.status_details;
      place.capture.status = "COMPLETED";
      markReturned(place.capture, place.refunds, this.clock.now());
      this.webhooks.tell(captureOccurrence(order, place.capture, false));
    }
  }

  /**
   * The payer complains about paid orders, in one dispute: until it is resolved, partial refunds are refused.
   */
  openDispute(orderId: string, ...alsoAbout: readonly string[]): DisputeRecord {
    const captures = alsoAbout.map((id) => this.paid(id).capture);
    return this.#disputes.open(this.paid(orderId).capture, ...captures);
  }

  /** The payer appeals: a dispute that was resolved waits for the merchant again. Throws when none was. */
  reopenDispute(disputeId: string): void {
    this.#disputes.reopen(disputeId);
  }

  /** A step on the way to a decision. Throws when no such dispute is open. */
  updateDispute(disputeId: string, status: "WAITING_FOR_SELLER_RESPONSE" | "UNDER_REVIEW"): void {
    this.#disputes.update(disputeId, status);
  }

  /** PayPal decides: in the buyer's favour by a reversal of what is left. Throws as `updateDispute`. */
  resolveDispute(disputeId: string, outcome: DisputeOutcome): void {
    this.#disputes.resolve(disputeId, outcome, (captureId) => {
      const place = this.findCapture(captureId);
      if (!place || leftUnits(place) <= 0n) return undefined;
      return this.#takenBack(place, "BUYER_COMPLAINT").amount;
    });
  }

  /** Whether the payer's complaint about a capture is still open. */
  isDisputed(captureId: string): boolean {
    return this.#disputes.isOpen(captureId);
  }

  /** Every access token handed out so far is refused from now on. */
  revokeTokens(): void {
    this.tokens.revokeAll();
  }

  /** Lets an order's time run out now. A captured order stays. */
  expire(orderId: string): void {
    const order = this.existing(orderId);
    order.expiresAt = this.clock.now();
    this.#tellOfExpiries([order]);
  }

  /** Nobody reaches PayPal from now on, its pages included. */
  down(kind: OutageKind = "refused"): Promise<void> {
    return this.outage.begin(kind);
  }

  up(): Promise<void> {
    return this.outage.end();
  }

  #takenBack(place: CapturePlace, reason: "CHARGEBACK" | "BUYER_COMPLAINT"): RefundRecord {
    const status = this.reversedCaptureStatus;
    return this.#kept(takeBack(place, { status, reason }, this.clock.now()));
  }

  #kept(refund: RefundRecord): RefundRecord {
    this.captureOfRefund.set(refund.id, refund.captureId);
    this.webhooks.tell(refundOccurrence(refund));
    return refund;
  }

  /** Tells once of each approved order whose time is over, as far as the clock was moved by hand. */
  #tellOfExpiries(orders: Iterable<OrderRecord>): void {
    for (const order of orders) {
      const expired = order.status === "APPROVED" && isExpired(order, this.clock.now());
      if (!expired || order.approvalReversed) continue;
      order.approvalReversed = true;
      this.webhooks.tell(approvalReversed(order));
    }
  }
}
