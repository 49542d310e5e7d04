import { randomUUID } from "node:crypto";
import type { OrderId } from "../../domain/order.ts";
import { problemTexts } from "../../domain/problem-texts.ts";
import { refundEvent } from "../../domain/refund-event.ts";
import { mergeRefund, matchRefund, type Refund, type RefundId } from "../../domain/refund.ts";
import { remainingAmount } from "../../domain/remaining-amount.ts";
import type { OrderStore } from "../../ports/order-store.ts";
import type { Tables } from "./tables.ts";
import { write } from "./write-row.ts";

type Refunds = Pick<OrderStore, "recordRefund" | "listRefunds" | "failRefund" | "recordRefusal">;

/** The refund rows. */
export function refundsIn(tables: Tables): Refunds {
  const { rows, refunds } = tables;
  const stored = (id: OrderId) => refunds.get(id) ?? [];
  const replace = (id: OrderId, refund: Refund) => {
    const isKnown = stored(id).some((it) => it.id === refund.id);
    const replaced = stored(id).map((it) => (it.id === refund.id ? refund : it));
    refunds.set(id, isKnown ? replaced : [...replaced, refund]);
  };
  return {
    listRefunds: async (id) => stored(id),
    recordRefund: async (id, seen, cause) => {
      const order = rows.get(id);
      if (!order || order.capturedAmount === 0n) return null;
      const match = matchRefund(stored(id), seen, remainingAmount(order));
      const merged = mergeRefund(match, seen, new Date());
      if (!merged) return order;
      replace(id, { id: match?.id ?? (randomUUID() as RefundId), ...merged });
      const event = refundEvent(order, stored(id), seen);
      return (event && write(tables, order, { event, cause })) ?? order;
    },
    recordRefusal: async ({ id: refundId }, failureReason) => {
      for (const [id, known] of refunds) {
        const refund = known.find((it) => it.id === refundId && it.status === "requested");
        if (refund) replace(id, { ...refund, failureReason, failedAt: new Date() });
      }
    },
    failRefund: async (id, { id: refundId, failureReason }, cause) => {
      const order = rows.get(id);
      const refund = stored(id).find((it) => it.id === refundId);
      if (!order || refund?.status !== "requested") return order ?? null;
      const why = failureReason ?? refund.failureReason;
      replace(id, { ...refund, status: "failed", failureReason: why, failedAt: new Date() });
      const event = { type: "refund_failed", reason: problemTexts.refund_rejected } as const;
      return write(tables, order, { event, cause }) ?? order;
    },
  };
}
