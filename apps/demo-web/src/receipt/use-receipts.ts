import { useBilling } from "@onekonsole/billing-client/react";
import type { ReceiptDocument } from "@onekonsole/billing-contract";
import { useQuery, type UseQueryResult } from "@tanstack/react-query";

/** The receipt and the credit notes of an order, in the order of issue; not read unless `isPaid`. */
export const useReceipts = (
  orderId: string,
  isPaid = true,
): UseQueryResult<readonly ReceiptDocument[]> =>
  useQuery(
    useBilling().order.receipt.queryOptions(
      { order_id: orderId },
      { enabled: isPaid, select: ({ documents }) => documents },
    ),
  );
