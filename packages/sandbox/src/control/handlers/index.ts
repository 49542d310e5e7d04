import type { GroupHandlers } from "../handler.ts";
import type { Operations } from "../operations/index.ts";
import { clockHandlers } from "./clock.ts";
import { disputeHandlers } from "./disputes.ts";
import { faultHandlers } from "./faults.ts";
import { issuerHandlers } from "./issuer.ts";
import { orderHandlers } from "./orders.ts";
import { reportHandlers } from "./reports.ts";
import { sandboxHandlers } from "./sandbox.ts";
import { webOrderHandlers } from "./web-order.ts";
import { webhookHandlers } from "./webhooks.ts";
import { wireHandlers } from "./wire.ts";

/** A handler for every operation. */
export const handlers: { readonly [Group in keyof Operations]: GroupHandlers<Operations[Group]> } =
  {
    sandbox: sandboxHandlers,
    clock: clockHandlers,
    orders: orderHandlers,
    disputes: disputeHandlers,
    reports: reportHandlers,
    webhooks: webhookHandlers,
    faults: faultHandlers,
    webOrder: webOrderHandlers,
    issuer: issuerHandlers,
    wire: wireHandlers,
  };
