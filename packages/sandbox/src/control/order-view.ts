import type { z } from "zod";
import type { CaptureRecord } from "../paypal/capture-record.ts";
import { orderCaptures, orderRefunds, type OrderRecord } from "../paypal/order-record.ts";
import type { PayPalSandbox } from "../paypal/paypal-sandbox.ts";
import type { RefundRecord } from "../paypal/refund-record.ts";
import { Unknown } from "./handler.ts";
import type { sandboxOrderSchema } from "./operations/orders.ts";

export type SandboxOrder = z.input<typeof sandboxOrderSchema>;

/** An order as the control API shows it. Throws `Unknown` for an unknown id. */
export function viewOrder(paypal: PayPalSandbox, id: string): SandboxOrder {
  const order = paypal.orders.get(id);
  const [unit] = order?.purchase_units ?? [];
  if (!order || !unit) throw new Unknown(`There is no order ${id} at PayPal.`);
  const { currency_code, value } = unit.amount;
  const { custom_id } = unit;
  const refund_issue = paypal.refundRefusal(id);
  const captures = orderCaptures(order);
  return {
    id,
    status: paypal.hasExpired(id) ? "EXPIRED" : order.status,
    amount: { currency_code, value },
    ...(custom_id === undefined ? {} : { custom_id }),
    approve_url: paypal.approvalUrl(id),
    ...times(order),
    declines: order.declines.length,
    captures: captures.map(viewCapture),
    refunds: orderRefunds(order).map(viewRefund),
    dispute_ids: captures.flatMap((capture) => paypal.disputesAbout(capture.id)),
    ...(refund_issue === undefined ? {} : { refund_issue }),
  };
}

function times({ createdAt, expiresAt, approvedAt, capturedAt }: OrderRecord) {
  return {
    created_at: isoTime(createdAt),
    expires_at: isoTime(expiresAt),
    ...(approvedAt === undefined ? {} : { approved_at: isoTime(approvedAt) }),
    ...(capturedAt === undefined ? {} : { captured_at: isoTime(capturedAt) }),
  };
}

const isoTime = (ms: number): string => new Date(ms).toISOString();

function viewCapture({ id, status, status_details, amount }: CaptureRecord) {
  const { currency_code, value } = amount;
  const reason = status_details?.reason;
  return { id, status, ...(reason ? { reason } : {}), amount: { currency_code, value } };
}

function viewRefund({ id, status, amount, reversal }: RefundRecord) {
  return { id, status, amount, is_reversal: reversal };
}
