import { clockOperations } from "./clock.ts";
import { disputeOperations } from "./disputes.ts";
import { faultOperations } from "./faults.ts";
import { issuerOperations } from "./issuer.ts";
import { orderOperations } from "./orders.ts";
import { reportOperations } from "./reports.ts";
import { sandboxOperations } from "./sandbox.ts";
import { webOrderOperations } from "./web-order.ts";
import { webhookOperations } from "./webhooks.ts";
import { wireOperations } from "./wire.ts";

/** Every operation of the control API, declared once. */
export const operations = {
  sandbox: sandboxOperations,
  clock: clockOperations,
  orders: orderOperations,
  disputes: disputeOperations,
  reports: reportOperations,
  webhooks: webhookOperations,
  faults: faultOperations,
  webOrder: webOrderOperations,
  issuer: issuerOperations,
  wire: wireOperations,
} as const;

export type Operations = typeof operations;
