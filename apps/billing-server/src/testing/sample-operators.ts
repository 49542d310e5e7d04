import type { Order } from "../domain/order.ts";
import type {
  DetailedAuditEvent,
  OperatorStore,
  OrderWithStateSince,
} from "../ports/operator-store.ts";

const unexpected = async (): Promise<never> => {
  throw new Error("No operator was expected.");
};

/** An operator store whose methods reject unless a test passes them. */
export const sampleOperators = (parts: Partial<OperatorStore> = {}): OperatorStore => ({
  list: unexpected,
  stateSince: unexpected,
  audit: unexpected,
  money: unexpected,
  reconcile: unexpected,
  unmatchedPayments: unexpected,
  closeUnmatchedPayment: unexpected,
  ...parts,
});

/** An order and the time of its last state change. */
export const standing = (
  order: Order,
  stateSince: Date = new Date("2026-03-01T10:04:00.123Z"),
): OrderWithStateSince => ({ order, stateSince });

/** An audit event: an approval reported by a webhook. */
export const auditEvent = (changes: Partial<DetailedAuditEvent> = {}): DetailedAuditEvent => ({
  version: 2,
  event: "payer_approved",
  from: "awaiting_approval",
  state: "approved",
  problem: null,
  at: new Date("2026-03-01T10:04:00Z"),
  by: "webhook",
  actor: null,
  note: null,
  debugId: null,
  ...changes,
});
