import type { Order } from "../domain/order.ts";
import type {
  DetailedAuditEvent,
  OperatorStore,
  OrderWithStateSince,
} from "../ports/operator-store.ts";

const unexpected = async (): Promise<never> => {
  throw new Error("No operator was expected.");
};

/** What operators see and do: pass the parts a test looks at, the others fail it. */
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

/** An order and since when it stands. */
export const standing = (
  order: Order,
  stateSince: Date = new Date("2026-03-01T10:04:00.123Z"),
): OrderWithStateSince => ({ order, stateSince });

/** A line of the trail: a webhook told of the approval. */
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
