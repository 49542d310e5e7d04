import type { ReceiptDocument } from "@onekonsole/billing-contract";
import { sampleSeller } from "../config/seller.ts";
import { defaultVat } from "../config/vat-rule.ts";
import type { Order } from "../domain/order.ts";
import { draftReceipt, type PaidOrder } from "../domain/receipt.ts";

/** The receipt of a paid order. */
export const receiptOf = (order: Order): ReceiptDocument => ({
  ...draftReceipt(order as PaidOrder, { seller: sampleSeller, vat: defaultVat }),
  number: "2026-000001",
  issued_time: "2026-03-01T10:04:00.000Z",
});
