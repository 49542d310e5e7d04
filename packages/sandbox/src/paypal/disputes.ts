import { NotPossible } from "../not-possible.ts";
import type { Webhooks } from "../webhooks/webhooks.ts";
import type { CaptureRecord } from "./capture-record.ts";
import { type Clock, isoTime } from "./clock.ts";
import { type DisputeStage, disputeStages } from "./dispute-reasons.ts";
import {
  type DisputeOutcome,
  type DisputeRecord,
  type DisputeTerms,
  type Evidence,
  newDispute,
} from "./dispute-record.ts";
import { minorUnits, type Money, sumMoney, toMoney } from "./money.ts";
import { disputeEvent } from "./sandbox-events.ts";

interface Case {
  readonly dispute: DisputeRecord;
  readonly captures: readonly [CaptureRecord, ...CaptureRecord[]];
}

/** The disputes and their webhook events. */
export class Disputes {
  readonly #cases = new Map<string, Case>();
  readonly #clock: Clock;
  readonly #webhooks: Webhooks;

  constructor(clock: Clock, webhooks: Webhooks) {
    this.#clock = clock;
    this.#webhooks = webhooks;
  }

  open(captures: Case["captures"], terms: DisputeTerms): DisputeRecord {
    const dispute = newDispute(captures, this.#clock.now(), terms);
    this.#cases.set(dispute.dispute_id, { dispute, captures });
    for (const capture of captures) capture.status_details = { reason: "BUYER_COMPLAINT" };
    this.#webhooks.emit(disputeEvent(dispute, "CREATED"));
    return dispute;
  }

  /** Changes the status, and moves the dispute to a later stage. Throws for an earlier one. */
  update(disputeId: string, status: DisputeRecord["status"], stage?: DisputeStage): void {
    const { dispute } = this.#openCase(disputeId);
    if (stage !== undefined) moveToStage(dispute, stage);
    this.#step(dispute, status);
    this.#webhooks.emit(disputeEvent(dispute, "UPDATED"));
  }

  /** Adds the merchant's evidence, which PayPal reviews then. */
  provideEvidence(disputeId: string, evidences: readonly Evidence[]): void {
    const { dispute } = this.#openCase(disputeId);
    const submitted = evidences.map((it) => ({ ...it, source: "SUBMITTED_BY_SELLER" }));
    dispute.evidences = [...(dispute.evidences ?? []), ...submitted];
    this.update(disputeId, "UNDER_REVIEW");
  }

  reopen(disputeId: string): void {
    const found = this.#cases.get(disputeId);
    if (found?.dispute.status !== "RESOLVED")
      throw new NotPossible(`The sandbox has no resolved dispute ${disputeId}.`);
    delete found.dispute.dispute_outcome;
    this.#step(found.dispute, "WAITING_FOR_SELLER_RESPONSE");
    this.#webhooks.emit(disputeEvent(found.dispute, "UPDATED"));
  }

  /** Calls `recordReversal` for each payment with the disputed amount that is left, for the buyer's favour. */
  resolve(
    disputeId: string,
    outcome: DisputeOutcome,
    recordReversal: (captureId: string, most: Money) => Money | undefined,
  ): void {
    const { dispute, captures } = this.#openCase(disputeId);
    this.#step(dispute, "RESOLVED");
    for (const capture of captures) delete capture.status_details;
    const isLost = outcome === "RESOLVED_BUYER_FAVOUR";
    const taken = isLost
      ? sumMoney(reverseUpTo(dispute.dispute_amount, captures, recordReversal))
      : undefined;
    const refunded = taken ? { amount_refunded: taken } : {};
    dispute.dispute_outcome = { outcome_code: outcome, ...refunded };
    this.#webhooks.emit(disputeEvent(dispute, "RESOLVED"));
  }

  all(): DisputeRecord[] {
    return [...this.#cases.values()].map(({ dispute }) => dispute);
  }

  about(captureId: string): string[] {
    return [...this.#cases.values()]
      .filter(({ captures }) => captures.some(({ id }) => id === captureId))
      .map(({ dispute }) => dispute.dispute_id);
  }

  isOpen(captureId: string): boolean {
    return [...this.#cases.values()].some(
      ({ dispute, captures }) =>
        captures.some(({ id }) => id === captureId) && dispute.status !== "RESOLVED",
    );
  }

  #step(dispute: DisputeRecord, status: DisputeRecord["status"]): void {
    dispute.status = status;
    // PayPal's times have whole seconds: a step within the same second needs a later time.
    const earliest = Date.parse(dispute.update_time) + 1_000;
    dispute.update_time = isoTime(Math.max(this.#clock.now(), earliest));
  }

  #openCase(disputeId: string): Case {
    const found = this.#cases.get(disputeId);
    if (!found || found.dispute.status === "RESOLVED") {
      throw new NotPossible(`The sandbox has no open dispute ${disputeId}.`);
    }
    return found;
  }
}

function reverseUpTo(
  most: Money,
  captures: Case["captures"],
  recordReversal: (captureId: string, most: Money) => Money | undefined,
): Money[] {
  let left = minorUnits(most);
  return captures.flatMap(({ id }) => {
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
