import { NotPossible } from "../not-possible.ts";
import { Records } from "../state/records.ts";
import type { Webhooks } from "../webhooks/webhooks.ts";
import type { CaptureRecord } from "./capture-record.ts";
import { type Clock, isoTime } from "./clock.ts";
import { type DisputeStage, disputeStages } from "./dispute-reasons.ts";
import {
  type DisputeRecord,
  type DisputeTerms,
  type Evidence,
  newDispute,
} from "./dispute-record.ts";
import { minorUnits, type Money, sumMoney, toMoney } from "./money.ts";
import { disputeEvent } from "./sandbox-events.ts";
import type { DisputeOutcome } from "./statuses.ts";

type Captures = readonly [CaptureRecord, ...CaptureRecord[]];

/** The disputes and their webhook events. */
export class Disputes {
  readonly byId: Records<DisputeRecord> = new Records();
  readonly #clock: Clock;
  readonly #webhooks: Webhooks;
  readonly #findCapture: (captureId: string) => CaptureRecord | undefined;

  constructor(
    clock: Clock,
    webhooks: Webhooks,
    findCapture: (captureId: string) => CaptureRecord | undefined,
  ) {
    this.#clock = clock;
    this.#webhooks = webhooks;
    this.#findCapture = findCapture;
  }

  open(captures: Captures, terms: DisputeTerms): DisputeRecord {
    const dispute = newDispute(captures, this.#clock.now(), terms);
    this.byId.set(dispute.dispute_id, dispute);
    for (const capture of captures) capture.status_details = { reason: "BUYER_COMPLAINT" };
    this.#webhooks.emit(disputeEvent(dispute, "CREATED"));
    return dispute;
  }

  /** Changes the status, and moves the dispute to a later stage. Throws for an earlier one. */
  update(disputeId: string, status: DisputeRecord["status"], stage?: DisputeStage): void {
    const dispute = this.#openDispute(disputeId);
    if (stage !== undefined) moveToStage(dispute, stage);
    this.#step(dispute, status);
    this.#webhooks.emit(disputeEvent(dispute, "UPDATED"));
  }

  /** Adds the merchant's evidence, which PayPal reviews then. */
  provideEvidence(disputeId: string, evidences: readonly Evidence[]): void {
    const dispute = this.#openDispute(disputeId);
    const submitted = evidences.map((it) => ({ ...it, source: "SUBMITTED_BY_SELLER" }));
    dispute.evidences = [...(dispute.evidences ?? []), ...submitted];
    this.update(disputeId, "UNDER_REVIEW");
  }

  reopen(disputeId: string): void {
    const dispute = this.byId.get(disputeId);
    if (dispute?.status !== "RESOLVED")
      throw new NotPossible(`The sandbox has no resolved dispute ${disputeId}.`);
    delete dispute.dispute_outcome;
    this.#step(dispute, "WAITING_FOR_SELLER_RESPONSE");
    this.#webhooks.emit(disputeEvent(dispute, "UPDATED"));
  }

  /** Calls `recordReversal` for each payment with the disputed amount that is left, for the buyer's favour. */
  resolve(
    disputeId: string,
    outcome: DisputeOutcome,
    recordReversal: (captureId: string, most: Money) => Money | undefined,
  ): void {
    const dispute = this.#openDispute(disputeId);
    const captureIds = disputedCaptures(dispute);
    this.#step(dispute, "RESOLVED");
    for (const id of captureIds) delete this.#findCapture(id)?.status_details;
    const isLost = outcome === "RESOLVED_BUYER_FAVOUR";
    const taken = isLost
      ? sumMoney(reverseUpTo(dispute.dispute_amount, captureIds, recordReversal))
      : undefined;
    const refunded = taken ? { amount_refunded: taken } : {};
    dispute.dispute_outcome = { outcome_code: outcome, ...refunded };
    this.#webhooks.emit(disputeEvent(dispute, "RESOLVED"));
  }

  all(): DisputeRecord[] {
    return [...this.byId.values()];
  }

  about(captureId: string): string[] {
    return this.#withCapture(captureId).map(({ dispute_id }) => dispute_id);
  }

  isOpen(captureId: string): boolean {
    return this.#withCapture(captureId).some(({ status }) => status !== "RESOLVED");
  }

  #withCapture(captureId: string): DisputeRecord[] {
    return this.all().filter((dispute) => disputedCaptures(dispute).includes(captureId));
  }

  #step(dispute: DisputeRecord, status: DisputeRecord["status"]): void {
    dispute.status = status;
    // PayPal's times have whole seconds: a step within the same second needs a later time.
    const earliest = Date.parse(dispute.update_time) + 1_000;
    dispute.update_time = isoTime(Math.max(this.#clock.now(), earliest));
  }

  /** The open dispute. */
  #openDispute(disputeId: string): DisputeRecord {
    const found = this.byId.get(disputeId);
    if (!found || found.status === "RESOLVED") {
      throw new NotPossible(`The sandbox has no open dispute ${disputeId}.`);
    }
    return found;
  }
}

const disputedCaptures = ({ disputed_transactions }: DisputeRecord): string[] =>
  disputed_transactions.map(({ seller_transaction_id }) => seller_transaction_id);

function reverseUpTo(
  most: Money,
  captureIds: readonly string[],
  recordReversal: (captureId: string, most: Money) => Money | undefined,
): Money[] {
  let left = minorUnits(most);
  return captureIds.flatMap((id) => {
    const reversed = left > 0n && recordReversal(id, toMoney(left, most.currency_code));
    if (!reversed) return [];
    left -= minorUnits(reversed);
    return [reversed];
  });
}

function moveToStage(dispute: DisputeRecord, stage: DisputeStage): void {
  const { dispute_id, dispute_life_cycle_stage: now } = dispute;
  if (disputeStages.indexOf(stage) < disputeStages.indexOf(now))
    throw new NotPossible(`Dispute ${dispute_id} is already in the stage ${now}.`);
  dispute.dispute_life_cycle_stage = stage;
}
