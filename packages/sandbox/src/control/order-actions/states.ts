import type { OrderSituation } from "./order-action.ts";

/** Whether the payer can still pay. An approved order can be approved again, in another way. */
export const isPayable = ({ order }: OrderSituation): boolean =>
  order.status !== "COMPLETED" && order.status !== "EXPIRED";

export const isPending = ({ order }: OrderSituation): boolean =>
  order.captures.some(({ status }) => status === "PENDING");

/** Whether money of the order remains with the merchant. */
export const hasMoney = ({ order }: OrderSituation): boolean =>
  order.captures.some(({ status }) => status === "COMPLETED" || status === "PARTIALLY_REFUNDED");

export const openDisputes = ({ disputes }: OrderSituation) =>
  disputes.filter(({ status }) => status !== "RESOLVED");

export const resolvedDisputes = ({ disputes }: OrderSituation) =>
  disputes.filter(({ status }) => status === "RESOLVED");

export const pendingRefunds = ({ order }: OrderSituation) =>
  order.refunds.filter(({ status }) => status === "PENDING");

/** Whether the bank or PayPal has taken money back, and has not returned it. */
export const isReversed = ({ order }: OrderSituation): boolean =>
  order.refunds.some(({ is_reversal, status }) => is_reversal && status === "COMPLETED");
