import { useReceiptPdf } from "@onekonsole/billing-client/react";
import { type ReceiptDocument, receiptFileName } from "@onekonsole/billing-contract";
import { useLanguage } from "../language/use-language.tsx";

/** Saves a document as PDF, in the language of the page. */
export function useReceiptDownload(document: ReceiptDocument) {
  const { order_id: orderId, number } = document;
  const { language } = useLanguage();
  const pdf = useReceiptPdf((content) => saveFile(content, receiptFileName(document)));
  return { ...pdf, download: () => pdf.mutate({ orderId, number, language }) };
}

function saveFile(content: Blob, name: string): void {
  const link = window.document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  // The browser has read the address by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
