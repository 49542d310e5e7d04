import { useBillingClient } from "@onekonsole/billing-client/react";
import type { ReceiptDocument } from "@onekonsole/billing-contract";
import { receiptFileName } from "@onekonsole/billing-contract";
import { useMutation } from "@tanstack/react-query";
import { useLanguage } from "../language/use-language.tsx";

/** Saves a document as PDF, in the language of the page. A link could not send the token. */
export function useReceiptDownload(document: ReceiptDocument) {
  const { order_id, number } = document;
  const { language } = useLanguage();
  const billing = useBillingClient();
  return useMutation({
    mutationFn: async () => {
      const pdf = await billing.receiptPdf(order_id, { number, language });
      saveFile(pdf, receiptFileName(document));
    },
  });
}

function saveFile(content: Blob, name: string): void {
  const link = window.document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  // The browser has read the address by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
