import type { ReceiptDocument, ReceiptLanguage } from "@onekonsole/billing-contract";

/** A message to the worker thread. */
export interface RenderRequest {
  readonly document: ReceiptDocument;
  readonly language: ReceiptLanguage;
}

/** The worker's answer to a request, in the order of the requests. */
export type RenderResult = { readonly pdf: Uint8Array } | { readonly error: unknown };
