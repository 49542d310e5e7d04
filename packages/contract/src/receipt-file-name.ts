import type { ReceiptDocument } from "./receipt.ts";

/** The name of a document's PDF, such as receipt-2026-000001.pdf; safe in a header and on any disk. */
export const receiptFileName = ({
  kind,
  number,
}: Pick<ReceiptDocument, "kind" | "number">): string =>
  `${kind.replace("_", "-")}-${number.replaceAll(/[^\w-]/g, "-")}.pdf`;
