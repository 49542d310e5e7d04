/** The contract without zod: arithmetic, rules, texts and types, for browsers and services. */
export { contractVersion } from "./contract-version.ts";
export * from "./errors.ts";
export * from "./escape-text.ts";
export * from "./money.ts";
export * from "./order-codes.ts";
export * from "./order-details.ts";
export * from "./order-rules.ts";
export * from "./order-state.ts";
export * from "./price.ts";
export * from "./receipt-content.ts";
export * from "./receipt-file-name.ts";
export * from "./receipt-texts.ts";
export * from "./vat.ts";
export type * from "./router.ts";
export type { Seller } from "./bill-schemas.ts";
export type { DeclaredError, ProcedurePath } from "./procedure-paths.ts";
export type { ReceiptDocument } from "./receipt.ts";
