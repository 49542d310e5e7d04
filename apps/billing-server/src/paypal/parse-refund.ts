import { parseMoney } from "@onekonsole/billing-contract";
import { z } from "zod";
import type { PayPalRefund, RefundId } from "../domain/refund.ts";
import { amountSchema } from "./amount-schema.ts";

const refundSchema = z.object({
  id: z.string().min(1),
  status: z.enum(["COMPLETED", "PENDING", "FAILED", "CANCELLED"]),
  amount: amountSchema,
  custom_id: z.string().nullish(),
});

const refundStatus = {
  COMPLETED: "completed",
  PENDING: "pending",
  FAILED: "failed",
  CANCELLED: "failed",
} as const;

/** The refund in a 2xx response of PayPal; `null` if a field is missing or malformed, or the amount is not positive. */
export function parseRefund(body: unknown): PayPalRefund | null {
  const parsed = refundSchema.safeParse(body);
  const amount = parsed.success ? parseMoney(parsed.data.amount) : undefined;
  if (!parsed.success || amount === undefined || amount <= 0n) return null;
  const { id, status, custom_id: customId } = parsed.data;
  return {
    paypalRefundId: id,
    refundId: (customId ?? null) as RefundId | null,
    amount,
    status: refundStatus[status],
    kind: "refund",
    ...(status === "CANCELLED" ? { isCancelled: true } : {}),
    ...(refundStatus[status] === "failed" ? { failureReason: status } : {}),
  };
}

/** A refund in an order's list, with the time by which the latest is found. */
export interface ListedRefund {
  readonly refund: PayPalRefund;
  readonly createTime: string;
}

const createdSchema = z.object({ create_time: z.string().catch("") });

/** A refund in an order's list; `null` if it is unreadable. */
export function parseListedRefund(body: unknown): ListedRefund | null {
  const refund = parseRefund(body);
  return refund && { refund, createTime: createdSchema.parse(body).create_time };
}

/**
 * Marks the reversal among a reversed capture's refunds: PayPal lists it as a refund, and only the capture's
 * status details show that there is one. It is assumed to be the latest completed refund without an id of ours.
 */
export function markReversal(listed: readonly ListedRefund[]): PayPalRefund[] {
  const latest = listed
    .filter(({ refund }) => refund.refundId === null && refund.status === "completed")
    .toSorted((one, other) => one.createTime.localeCompare(other.createTime))
    .at(-1);
  return listed.map(({ refund }) =>
    refund === latest?.refund ? { ...refund, kind: "reversal", isInferred: true } : refund,
  );
}
