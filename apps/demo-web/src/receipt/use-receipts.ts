import type { ReceiptDocument } from "@onekonsole/billing-contract";
import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { billing } from "../billing.ts";

/** The receipt and the credit notes of an order, in the order of issue; not read unless `isPaid`. */
export const useReceipts = (
  orderId: string,
  isPaid = true,
): UseQueryResult<readonly ReceiptDocument[]> =>
  useQuery({
    enabled: isPaid,
    queryKey: ["receipts", orderId],
    queryFn: ({ signal }) => billing.order.receipt.query({ order_id: orderId }, { signal }),
    select: ({ documents }) => documents,
  });
