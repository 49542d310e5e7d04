import type { DisputeRecord } from "../../paypal/dispute-record.ts";
import type { PayPalSandbox } from "../../paypal/paypal-sandbox.ts";
import { type GroupHandlers, Unknown } from "../handler.ts";
import type { Operations } from "../operations/index.ts";
import { viewOrder } from "../order-view.ts";

export const disputeHandlers: GroupHandlers<Operations["disputes"]> = {
  list: ({ paypal }) => ({ disputes: paypal.disputes.map(view) }),
  open: ({ paypal }, { order_id, ...terms }) => {
    viewOrder(paypal, order_id);
    return view(paypal.openDispute(order_id, terms));
  },
  escalate: ({ paypal }, { id, status, stage }) => {
    const dispute = existing(paypal, id);
    paypal.updateDispute(id, status, stage);
    return view(dispute);
  },
  resolve: ({ paypal }, { id, outcome }) => {
    const dispute = existing(paypal, id);
    paypal.resolveDispute(id, outcome);
    return view(dispute);
  },
  reopen: ({ paypal }, { id }) => {
    const dispute = existing(paypal, id);
    paypal.reopenDispute(id);
    return view(dispute);
  },
};

function existing({ disputes }: PayPalSandbox, id: string): DisputeRecord {
  const dispute = disputes.find(({ dispute_id }) => dispute_id === id);
  if (!dispute) throw new Unknown(`There is no dispute ${id} at PayPal.`);
  return dispute;
}

const view = (dispute: DisputeRecord) => ({
  id: dispute.dispute_id,
  status: dispute.status,
  reason: dispute.reason,
  stage: dispute.dispute_life_cycle_stage,
  amount: dispute.dispute_amount,
  ...(dispute.dispute_outcome ? { outcome: dispute.dispute_outcome.outcome_code } : {}),
  capture_ids: dispute.disputed_transactions.map((it) => it.seller_transaction_id),
});
