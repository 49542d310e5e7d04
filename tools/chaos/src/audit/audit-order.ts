import { isCapturedOnce, matchesRefunds } from "./audit-amounts.ts";
import { expiresAfterDeadline, isDeclinedOnce } from "./audit-approvals.ts";
import { isDeliveredOnce } from "./audit-delivery.ts";
import { recordsPendingReason, recordsRefusal } from "./audit-reasons.ts";
import { hasCompleteHistory, isInExpectedState, matchesDispute } from "./audit-state.ts";
import type { Check } from "./audited-order.ts";

/** Runs every check of a single order. */
export const auditOrder: Check = (order) => checks.flatMap((check) => check(order));

const checks: readonly Check[] = [
  isInExpectedState,
  isCapturedOnce,
  matchesRefunds,
  isDeliveredOnce,
  hasCompleteHistory,
  matchesDispute,
  expiresAfterDeadline,
  isDeclinedOnce,
  recordsRefusal,
  recordsPendingReason,
];
