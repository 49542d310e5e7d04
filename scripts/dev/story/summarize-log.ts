import type { FindOrder, OrderFacts } from "./order-facts.ts";

/** The fields of a log line that a summary uses. */
export interface LogFields {
  readonly level?: number;
  readonly time?: number;
  readonly msg?: string;
  readonly order_id?: string;
  readonly state?: string;
  readonly event?: string;
  readonly status?: string;
  readonly was?: string;
}

/** Lines that only the whole log shows. */
const details = new Set(["answered", "webhook processed", "stopping"]);

type Summary = (fields: LogFields, facts: OrderFacts | undefined) => string;

const captured: Readonly<Record<string, Summary>> = {
  captured: (_, facts) => `${facts?.amount ?? "payment"} captured`,
  capture_pending: (_, facts) => `${facts?.amount ?? "payment"} pending at PayPal`,
  awaiting_approval: () => "not captured; the payer can approve again",
};

const summaries: Readonly<Record<string, Summary>> = {
  listening: () => "the billing service is ready",
  stopped: () => "the billing service stopped",
  "order created": (_, facts) => `order of ${facts?.amount ?? "an unknown amount"} created`,
  "capture started": () => "approved, capture started",
  "capture settled": (fields, facts) =>
    captured[fields.state ?? ""]?.(fields, facts) ??
    `capture ended; state: ${readable(fields.state)}`,
  "delivery settled": ({ event }, facts) =>
    event === "delivered"
      ? `web-order has the cluster ${facts?.clusterName ?? "of this order"}`
      : readable(event),
  "refund answered": ({ status }, facts) =>
    `refund of ${facts?.refunded ?? "an unknown amount"}: ${readable(status)}`,
  "operator acted": ({ event, state }) => `operator: ${readable(event)}; state: ${readable(state)}`,
};

/**
 * The line about an entry of the server's log: empty for a detail, and `undefined` for an entry that is
 * to be shown whole, such as a warning.
 */
export function summarizeLog(fields: LogFields, find: FindOrder): string | undefined {
  const { level = 30, msg = "", order_id: orderId } = fields;
  if (level > 30) return undefined;
  if (details.has(msg)) return "";
  const text = summaries[msg]?.(fields, orderId === undefined ? undefined : find(orderId));
  if (text === undefined || orderId === undefined) return text;
  return `${orderId}  ${text}`;
}

const readable = (name = "unknown"): string => name.toLowerCase().replaceAll("_", " ");
