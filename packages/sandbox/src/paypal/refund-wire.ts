import { payee } from "./accounts.ts";
import type { Link } from "./link.ts";
import type { RefundRecord } from "./refund-record.ts";

function refundLinks({ id, captureId }: RefundRecord, host: string): Link[] {
  return [
    { href: `${host}/v2/payments/refunds/${id}`, rel: "self", method: "GET" },
    { href: `${host}/v2/payments/captures/${captureId}`, rel: "up", method: "GET" },
  ];
}

/** The refund for `Prefer: return=minimal`; a PENDING refund includes its reason. */
export function minimalRefund(refund: RefundRecord, host: string): object {
  const { id, status, status_details } = refund;
  const reason = status_details ? { status_details } : {};
  return { id, status, ...reason, links: refundLinks(refund, host) };
}

/** The full refund. Its `payer` is the merchant. */
export function refundOnWire(refund: RefundRecord, host: string): object {
  const { captureId: _, reversal: __, ...wire } = refund;
  return { ...wire, payer: payee, links: refundLinks(refund, host) };
}
