import { NotPossible } from "../not-possible.ts";
import type { Webhooks } from "../webhooks/webhooks.ts";
import type { CaptureRecord } from "./capture-record.ts";
import { type Clock, isoTime } from "./clock.ts";
import { type DisputeOutcome, type DisputeRecord, newDispute } from "./dispute-record.ts";
import { type Money, sumMoney } from "./money.ts";
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

  open(...captures: Case["captures"]): DisputeRecord {
    const dispute = newDispute(captures, this.#clock.now());
    this.#cases.set(dispute.dispute_id, { dispute, captures });
    for (const capture of captures) capture.status_details = { reason: "BUYER_COMPLAINT" };
    this.#webhooks.emit(disputeEvent(dispute, "CREATED"));
    return dispute;
  }

  update(disputeId: string, status: DisputeRecord["status"]): void {
    const { dispute } = this.#openCase(disputeId);
    this.#step(dispute, status);
    this.#webhooks.emit(disputeEvent(dispute, "UPDATED"));
  }

  reopen(disputeId: string): void {
    const found = this.#cases.get(disputeId);
    if (found?.dispute.status !== "RESOLVED")
      throw new NotPossible(`The sandbox has no resolved dispute ${disputeId}.`);
    delete found.dispute.dispute_outcome;
    this.#step(found.dispute, "WAITING_FOR_SELLER_RESPONSE");
    this.#webhooks.emit(disputeEvent(found.dispute, "UPDATED"));
  }

  /** Calls `recordReversal` with what a decision in the buyer's favour can reverse. */
  resolve(
    disputeId: string,
    outcome: DisputeOutcome,
    recordReversal: (captureId: string) => Money | undefined,
  ): void {
    const { dispute, captures } = this.#openCase(disputeId);
    this.#step(dispute, "RESOLVED");
    for (const capture of captures) delete capture.status_details;
    const isLost = outcome === "RESOLVED_BUYER_FAVOUR";
    const taken = isLost
      ? sumMoney(captures.flatMap(({ id }) => recordReversal(id) ?? []))
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
