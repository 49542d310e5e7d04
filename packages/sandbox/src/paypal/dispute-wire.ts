import type { disputeStates } from "./dispute-reasons.ts";
import type { DisputeRecord } from "./dispute-record.ts";
import type { Link } from "./link.ts";

type DisputeState = (typeof disputeStates)[number];

const states: Readonly<Record<DisputeRecord["status"], DisputeState>> = {
  OPEN: "OPEN_INQUIRIES",
  WAITING_FOR_SELLER_RESPONSE: "REQUIRED_ACTION",
  UNDER_REVIEW: "UNDER_PAYPAL_REVIEW",
  RESOLVED: "RESOLVED",
};

/** The state of a dispute for the merchant. */
export const disputeState = ({ status }: DisputeRecord): DisputeState => states[status];

/** A link to a dispute. */
export function disputeLink({ dispute_id }: DisputeRecord, host: string): Link {
  return { href: `${host}/v1/customer/disputes/${dispute_id}`, rel: "self", method: "GET" };
}

/** The full dispute. Its links name what the merchant can do now. */
export function disputeOnWire(dispute: DisputeRecord, host: string): object {
  const self = disputeLink(dispute, host);
  const action = (rel: string): Link => ({ href: `${self.href}/${rel}`, rel, method: "POST" });
  const actions = [
    ...(dispute.status === "WAITING_FOR_SELLER_RESPONSE" ? [action("provide-evidence")] : []),
    ...(dispute.status === "RESOLVED" ? [] : [action("accept-claim")]),
  ];
  return { ...dispute, dispute_state: disputeState(dispute), links: [self, ...actions] };
}

/** The dispute in a list, with the fields that PayPal names for it. */
export function disputeSummary(dispute: DisputeRecord, host: string): object {
  const { dispute_id, create_time, update_time, reason, status } = dispute;
  const { dispute_amount, dispute_life_cycle_stage, dispute_channel } = dispute;
  return {
    dispute_id,
    create_time,
    update_time,
    reason,
    status,
    dispute_state: disputeState(dispute),
    dispute_amount,
    dispute_life_cycle_stage,
    dispute_channel,
    links: [disputeLink(dispute, host)],
  };
}
