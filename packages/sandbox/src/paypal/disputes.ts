import type { Webhooks } from "../webhooks/webhooks.ts";
import type { CaptureRecord } from "./capture-record.ts";
import { type Clock, isoTime } from "./clock.ts";
import { type DisputeOutcome, type DisputeRecord, newDispute } from "./dispute-record.ts";
import type { Money } from "./money.ts";
import { disputeOccurrence } from "./occurrences.ts";

interface Case {
  readonly dispute: DisputeRecord;
  readonly capture: CaptureRecord;
}

/** The payers' complaints, and the webhooks about them. */
export class Disputes {
  readonly #cases = new Map<string, Case>();
  readonly #clock: Clock;
  readonly #webhooks: Webhooks;

  constructor(clock: Clock, webhooks: Webhooks) {
    this.#clock = clock;
    this.#webhooks = webhooks;
  }

  open(capture: CaptureRecord): DisputeRecord {
    const dispute = newDispute(capture, this.#clock.now());
    this.#cases.set(dispute.dispute_id, { dispute, capture });
    capture.status_details = { reason: "BUYER_COMPLAINT" };
    this.#webhooks.tell(disputeOccurrence(dispute, "CREATED"));
    return dispute;
  }

  update(disputeId: string, status: DisputeRecord["status"]): void {
    const { dispute } = this.#openCase(disputeId);
    this.#step(dispute, status);
    this.#webhooks.tell(disputeOccurrence(dispute, "UPDATED"));
  }

  /** In the buyer's favour `takeBack` is called, for what it could take. */
  resolve(
    disputeId: string,
    outcome: DisputeOutcome,
    takeBack: (captureId: string) => Money | undefined,
  ): void {
    const { dispute, capture } = this.#openCase(disputeId);
    this.#step(dispute, "RESOLVED");
    delete capture.status_details;
    const taken = outcome === "RESOLVED_BUYER_FAVOUR" ? takeBack(capture.id) : undefined;
    const refunded = taken ? { amount_refunded: taken } : {};
    dispute.dispute_outcome = { outcome_code: outcome, ...refunded };
    this.#webhooks.tell(disputeOccurrence(dispute, "RESOLVED"));
  }

  isOpen(captureId: string): boolean {
    return [...this.#cases.values()].some(
      ({ dispute, capture }) => capture.id === captureId && dispute.status !== "RESOLVED",
    );
  }

  #step(dispute: DisputeRecord, status: DisputeRecord["status"]): void {
    dispute.status = status;
    dispute.update_time = isoTime(this.#clock.now());
  }

  #openCase(disputeId: string): Case {
    const found = this.#cases.get(disputeId);
    if (!found || found.dispute.status === "RESOLVED") {
      throw new Error(`The sandbox has no open dispute ${disputeId}.`);
    }
    return found;
  }
}
