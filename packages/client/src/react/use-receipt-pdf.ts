import { useMutation, type UseMutationResult } from "@tanstack/react-query";
import type { FailedCall } from "../billing-error.ts";
import type { ReceiptPdfOptions } from "../receipt-pdf.ts";
import { useBillingClient } from "./billing-provider.ts";

/** The document of an order that is fetched; by default its receipt. */
export interface ReceiptPdfRequest extends Pick<ReceiptPdfOptions, "number" | "language"> {
  readonly orderId: string;
}

/** Fetches a receipt or credit note as PDF on request, such as a click; a link could not send the token. */
export function useReceiptPdf(
  onFetched: (pdf: Blob) => void,
): UseMutationResult<Blob, FailedCall, ReceiptPdfRequest> {
  const client = useBillingClient();
  return useMutation({
    mutationFn: ({ orderId, ...options }: ReceiptPdfRequest) => client.receiptPdf(orderId, options),
    onSuccess: onFetched,
  });
}
