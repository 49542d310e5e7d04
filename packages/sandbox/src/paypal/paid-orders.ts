import { NotPossible } from "../not-possible.ts";
import { Webhooks } from "../webhooks/webhooks.ts";
import { setPendingReason, settleCapture } from "./capture-record.ts";
import type { DisputeStage } from "./dispute-reasons.ts";
import type { DisputeRecord, DisputeTerms, Evidence } from "./dispute-record.ts";
import { Disputes } from "./disputes.ts";
import type { Money } from "./money.ts";
import { orderCaptures, orderRefunds } from "./order-record.ts";
import {
  isWithoutEffect,
  updateCaptureStatus,
  type RefundRecord,
  type RefundTerms,
  settleRefundRecord,
} from "./refund-record.ts";
import { type CaptureEntry, recordRefund, remainingUnits, recordReversal } from "./return-funds.ts";
import { captureEvent, refundEvent } from "./sandbox-events.ts";
import { SandboxLedger } from "./sandbox-ledger.ts";
import type { DisputeOutcome } from "./statuses.ts";

/** Refunds, reversals and disputes of captured orders. */
export class PaidOrders extends SandboxLedger {
  /** The base URL, also of the links in responses. */
  readonly url: string;
  readonly webhooks: Webhooks;
  /** Whether new refunds are PENDING, as those of eChecks are, until `settleRefund`. */
  refundsStartPending = false;
  /** The status of a capture after a reversal; PayPal does not document it. */
  reversedCaptureStatus: "COMPLETED" | "REFUNDED" = "REFUNDED";
  readonly disputeStore: Disputes;
  /** Issues by order id; see `refuseRefunds`. */
  readonly refundRefusals: Map<string, string> = new Map();

  constructor(url: string) {
    super();
    this.url = url;
    this.webhooks = new Webhooks(url, () => this.clock.now());
    this.disputeStore = new Disputes(
      this.clock,
      this.webhooks,
      (captureId) => this.findCapture(captureId)?.capture,
    );
  }

  /** Settles the PENDING captures of an order. */
  settle(orderId: string, status: "COMPLETED" | "DECLINED"): void {
    const order = this.existing(orderId);
    for (const capture of orderCaptures(order).filter((it) => it.status === "PENDING")) {
      settleCapture(capture, status, this.clock.now());
      this.webhooks.emit(captureEvent(order, capture, true));
    }
  }

  /** Changes the reason for which the captures of an order are PENDING. */
  hold(orderId: string, reason: string): void {
    const order = this.existing(orderId);
    for (const capture of orderCaptures(order).filter((it) => it.status === "PENDING")) {
      setPendingReason(capture, reason, this.clock.now());
      this.webhooks.emit(captureEvent(order, capture, true));
    }
  }

  /** Rejects new refunds of an order with this issue until `allowRefunds`. Throws for an unknown order. */
  refuseRefunds(orderId: string, issue: string): void {
    this.refundRefusals.set(this.existing(orderId).id, issue);
  }

  /** Ends `refuseRefunds`. */
  allowRefunds(orderId: string): void {
    this.refundRefusals.delete(orderId);
  }

  /** The issue set by `refuseRefunds`; undefined if refunds are allowed. */
  refundRefusal(orderId: string): string | undefined {
    return this.refundRefusals.get(orderId);
  }

  /** Refunds a capture, by default all that remains. Throws if less than the amount remains. */
  refund(place: CaptureEntry, amount?: Money, terms: RefundTerms = {}): RefundRecord {
    const status = this.refundsStartPending ? "PENDING" : "COMPLETED";
    const refund = recordRefund(place, { amount, terms, status }, this.clock.now());
    return this.#addRefund(refund);
  }

  /**
   * Refunds an order in PayPal's dashboard: a decimal string in the order's currency, by default all that remains.
   * Throws if less remains.
   */
  refundInDashboard(orderId: string, value?: string): RefundRecord {
    const place = this.paid(orderId);
    const { currency_code } = place.capture.amount;
    return this.refund(place, value === undefined ? undefined : { currency_code, value });
  }

  /** Settles a PENDING refund. Throws if there is none with this id. */
  settleRefund(refundId: string, status: "COMPLETED" | "FAILED"): void {
    const found = this.findRefund(refundId);
    if (found?.refund.status !== "PENDING")
      throw new NotPossible(`No refund ${refundId} is pending.`);
    settleRefundRecord(found.refund, status, this.clock.now());
    updateCaptureStatus(found.capture, found.refunds, this.clock.now());
    this.webhooks.emit(refundEvent(found.refund));
  }

  /** Reverses all that remains of an order, as a chargeback. Throws if nothing remains. */
  reverse(orderId: string): RefundRecord {
    return this.#reverseEntry(this.paid(orderId), "CHARGEBACK");
  }

  /**
   * Cancels all reversals of an order and restores its capture. PayPal documents no event for it; the sandbox emits
   * the capture's event. Throws if there is no reversal.
   */
  cancelReversal(orderId: string): void {
    const order = this.existing(orderId);
    const taken = orderRefunds(order).filter(
      (refund) => refund.reversal && !isWithoutEffect(refund),
    );
    if (taken.length === 0) throw new NotPossible(`Nothing of order ${orderId} was taken back.`);
    for (const reversal of taken) {
      const place = this.findRefund(reversal.id);
      if (!place) continue;
      settleRefundRecord(reversal, "CANCELLED", this.clock.now());
      delete place.capture.status_details;
      place.capture.status = "COMPLETED";
      updateCaptureStatus(place.capture, place.refunds, this.clock.now());
      this.webhooks.emit(captureEvent(order, place.capture, false));
    }
  }

  /** Opens a dispute about a paid order. Until it is resolved, partial refunds are rejected. */
  openDispute(orderId: string, terms: DisputeTerms = {}): DisputeRecord {
    return this.disputeStore.open([this.paid(orderId).capture], terms);
  }

  /** Opens one dispute about several paid orders, for their whole amounts. */
  openJointDispute(orderId: string, ...others: readonly string[]): DisputeRecord {
    const captures = others.map((id) => this.paid(id).capture);
    return this.disputeStore.open([this.paid(orderId).capture, ...captures], {});
  }

  /** Adds evidence to an open dispute, which is under review then. Throws like `updateDispute`. */
  provideEvidence(disputeId: string, evidences: readonly Evidence[]): void {
    this.disputeStore.provideEvidence(disputeId, evidences);
  }

  /** Reopens a resolved dispute. Throws if there is none with this id. */
  reopenDispute(disputeId: string): void {
    this.disputeStore.reopen(disputeId);
  }

  /**
   * Changes the status of an open dispute, and moves it to a later stage. Throws for an earlier stage, and if there is
   * none with this id.
   */
  updateDispute(
    disputeId: string,
    status: "WAITING_FOR_SELLER_RESPONSE" | "UNDER_REVIEW",
    stage?: DisputeStage,
  ): void {
    this.disputeStore.update(disputeId, status, stage);
  }

  /**
   * Resolves a dispute; the payer's favor reverses the disputed amount, or what remains of it. Throws like
   * `updateDispute`.
   */
  resolveDispute(disputeId: string, outcome: DisputeOutcome): void {
    this.disputeStore.resolve(disputeId, outcome, (captureId, most) => {
      const place = this.findCapture(captureId);
      if (!place || remainingUnits(place) <= 0n) return undefined;
      return this.#reverseEntry(place, "BUYER_COMPLAINT", most).amount;
    });
  }

  /** All disputes, oldest first. */
  get disputes(): readonly DisputeRecord[] {
    return this.disputeStore.all();
  }

  /** The ids of all disputes about a capture. */
  disputesAbout(captureId: string): string[] {
    return this.disputeStore.about(captureId);
  }

  /** Whether a capture has an open dispute. */
  isDisputed(captureId: string): boolean {
    return this.disputeStore.isOpen(captureId);
  }

  #reverseEntry(
    place: CaptureEntry,
    reason: "CHARGEBACK" | "BUYER_COMPLAINT",
    most?: Money,
  ): RefundRecord {
    const request = { status: this.reversedCaptureStatus, reason, most };
    return this.#addRefund(recordReversal(place, request, this.clock.now()));
  }

  #addRefund(refund: RefundRecord): RefundRecord {
    this.captureOfRefund.set(refund.id, refund.captureId);
    this.webhooks.emit(refundEvent(refund));
    return refund;
  }
}
