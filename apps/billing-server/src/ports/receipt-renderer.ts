import type { ReceiptDocument, ReceiptLanguage } from "@onekonsole/billing-contract";

/** Renders receipts and credit notes as PDF. */
export interface ReceiptRenderer {
  /**
   * The PDF's bytes, which are the same for the same document and language, within a release. Rejects with
   * `service_unavailable` if too many documents are waiting or if rendering takes too long.
   */
  render(document: ReceiptDocument, language: ReceiptLanguage): Promise<Uint8Array>;
}
