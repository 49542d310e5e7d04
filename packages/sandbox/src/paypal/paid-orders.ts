import { Webhooks } from "../webhooks/webhooks.ts";
import { setPendingReason, settleCapture } from "./capture-record.ts";
import type { DisputeOutcome, DisputeRecord } from "./dispute-record.ts";
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

/** What becomes of an order's money after its capture: refunds, reversals and disputes. */
export class PaidOrders extends SandboxLedger {
  /** Where PayPal is reached; the links in its answers point there. */
  readonly url: string;
  readonly webhooks: Webhooks;
  /** Whether new refunds are PENDING, as those of eChecks are, until `settleRefund`. */
  refundsStartPending = false;
  /** What a capture is after a reversal, besides its reason; PayPal leaves this open. */
  reversedCaptureStatus: "COMPLETED" | "REFUNDED" = "REFUNDED";
  readonly #disputes: Disputes;
  readonly #refundRefusals = new Map<string, string>();

  constructor(url: string) {
    super();
    this.url = url;
    this.webhooks = new Webhooks(url, () => this.clock.now());
    this.#disputes = new Disputes(this.clock, this.webhooks);
  }

  /** PayPal decides about the PENDING captures of an order. */
  settle(orderId: string, status: "COMPLETED" | "DECLINED"): void {
    const order = this.existing(orderId);
    for (const capture of orderCaptures(order).filter((it) => it.status === "PENDING")) {
      settleCapture(capture, status, this.clock.now());
      this.webhooks.emit(captureEvent(order, capture, true));
    }
  }

  /** PayPal holds the PENDING captures of an order for another reason than before. */
  hold(orderId: string, reason: string): void {
    const order = this.existing(orderId);
    for (const capture of orderCaptures(order).filter((it) => it.status === "PENDING")) {
      setPendingReason(capture, reason, this.clock.now());
      this.webhooks.emit(captureEvent(order, capture, true));
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
  refund(place: CaptureEntry, amount?: Money, terms: RefundTerms = {}): RefundRecord {
    const status = this.refundsStartPending ? "PENDING" : "COMPLETED";
    const refund = recordRefund(place, { amount, terms, status }, this.clock.now());
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
    settleRefundRecord(found.refund, status, this.clock.now());
    updateCaptureStatus(found.capture, found.refunds, this.clock.now());
    this.webhooks.emit(refundEvent(found.refund));
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
    const taken = orderRefunds(order).filter(
      (refund) => refund.reversal && !isWithoutEffect(refund),
    );
    if (taken.length === 0) throw new Error(`Nothing of order ${orderId} was taken back.`);
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
      if (!place || remainingUnits(place) <= 0n) return undefined;
      return this.#takenBack(place, "BUYER_COMPLAINT").amount;
    });
  }

  /** Whether the payer's complaint about a capture is still open. */
  isDisputed(captureId: string): boolean {
    return this.#disputes.isOpen(captureId);
  }

  #takenBack(place: CaptureEntry, reason: "CHARGEBACK" | "BUYER_COMPLAINT"): RefundRecord {
    const status = this.reversedCaptureStatus;
    return this.#kept(recordReversal(place, { status, reason }, this.clock.now()));
  }

  #kept(refund: RefundRecord): RefundRecord {
    this.captureOfRefund.set(refund.id, refund.captureId);
    this.webhooks.emit(refundEvent(refund));
    return refund;
  }
}
