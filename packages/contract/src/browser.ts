/** The part of the contract for browsers: arithmetic, rules and texts, without zod. */
export * from "./errors.ts";
export * from "./escape-text.ts";
export * from "./money.ts";
export * from "./order-codes.ts";
export * from "./order-rules.ts";
export * from "./order-state.ts";
export * from "./price.ts";
export * from "./receipt-content.ts";
export * from "./receipt-file-name.ts";
export * from "./receipt-texts.ts";
export type { ReceiptDocument } from "./receipt.ts";
export * from "./vat.ts";
