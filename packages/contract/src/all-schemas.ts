/** The part of the contract that loads zod: the procedures as data, and their schemas. */
export {
  billItemSchema,
  billLineSchema,
  localizedTextSchema,
  sellerSchema,
  vatSchema,
} from "./bill-schemas.ts";
export * from "./details-schemas.ts";
export * from "./endpoint-schemas.ts";
export * from "./event-schemas.ts";
export { currencySchema, moneySchema, orderStateSchema, timestampSchema } from "./field-schemas.ts";
export * from "./operator-schemas.ts";
export {
  type DeclarationAt,
  declarations,
  declaresError,
  type ValidInput,
} from "./procedure-paths.ts";
export * from "./procedure-record.ts";
export * from "./procedures.ts";
export * from "./query-input.ts";
export * from "./receipt-pdf.ts";
export { receiptDocumentSchema, receiptsSchema } from "./receipt.ts";
export * from "./schemas.ts";
