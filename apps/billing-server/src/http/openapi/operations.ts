import type { Operation } from "./operation.ts";
import { procedureOperations } from "./procedure-operations.ts";
import { receiptPdfOperation } from "./receipt-pdf-operation.ts";
import { serviceOperations } from "./service-operations.ts";
import { webhookOperation } from "./webhook-operation.ts";

/** Every REST route of the service. */
export const operations: readonly Operation[] = [
  ...procedureOperations,
  receiptPdfOperation,
  webhookOperation,
  ...serviceOperations,
];
