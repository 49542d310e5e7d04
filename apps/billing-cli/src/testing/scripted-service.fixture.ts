import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type BillingErrorShape, type ErrorCode, errorCatalog } from "@onekonsole/billing-contract";
import type { OrderSummary, OrderDetail } from "../command.ts";

/** A call that the service received. */
export interface RecordedCall {
  readonly procedure: string;
  readonly input: unknown;
  readonly authorization: string | undefined;
}

type Handler = (input: never) => unknown;

/** An HTTP server whose operator procedures are handlers of the test. */
export interface ScriptedService extends AsyncDisposable {
  readonly url: string;
  readonly calls: readonly RecordedCall[];
}

/** Thrown by a handler: the service fails with this code, by default with the catalog's message. */
export class ScriptedError extends Error {
  readonly code: ErrorCode;

  readonly fields: BillingErrorShape["data"]["fields"];

  constructor(
    code: ErrorCode,
    message: string = errorCatalog[code].message,
    fields: BillingErrorShape["data"]["fields"] = [],
  ) {
    super(message);
    this.code = code;
    this.fields = fields;
  }
}

/** The oldest possible cursor, which `cursor_expired` names. */
export const scriptedCursor = "00000000000000090000000a";

/** Starts on a free loopback port; a procedure without a handler fails with `not_found`. */
export async function startScriptedService(
  handlers: Readonly<Record<string, Handler>>,
): Promise<ScriptedService> {
  const calls: RecordedCall[] = [];
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const procedure = new URL(request.url ?? "", "http://x").pathname.replace(
      "/trpc/operator.",
      "",
    );
    const input = await readInput(request);
    calls.push({ procedure, input, authorization: request.headers.authorization });
    const { status, body } = respond(() => {
      const handler = handlers[procedure];
      if (!handler) throw new ScriptedError("not_found");
      return handler(input as never);
    });
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify(body));
  };
  const server = createServer((request, response) => void handle(request, response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    [Symbol.asyncDispose]: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

async function readInput(request: IncomingMessage): Promise<unknown> {
  const chunks = await request.toArray();
  const body = Buffer.concat(chunks as Buffer[]).toString();
  const { searchParams } = new URL(request.url ?? "", "http://x");
  const text = body || searchParams.get("input") || "{}";
  // The client sends every call in a batch, which has the inputs by index.
  return (JSON.parse(text) as { readonly [index: number]: unknown })[0];
}

function respond(handler: () => unknown): { status: number; body: unknown } {
  try {
    return { status: 200, body: { result: { data: handler() } } };
  } catch (error) {
    if (!(error instanceof ScriptedError)) throw error;
    const { status, trpc, action } = errorCatalog[error.code];
    const { message } = error;
    const data = { code: trpc, httpStatus: status, billing_code: error.code, action };
    const oldest = error.code === "cursor_expired" ? { cursor: scriptedCursor } : {};
    const rest = { request_id: "req-1", fields: error.fields, ...oldest };
    const shape: BillingErrorShape = { message, code: -32_000, data: { ...data, ...rest } };
    return { status, body: { error: shape } };
  }
}

const usd = (value: string) => ({ currency_code: "USD", value });

/** A paid order of 31.00 USD in needs_attention, as the list has it. */
export const orderSummary = (changes: Partial<OrderSummary> = {}): OrderSummary => ({
  order_id: "5O190127TN364715T",
  state: "needs_attention",
  version: 3,
  user_id: "0b1f4c1e-52a7-4bd8-9d0a-2f6f0c7a9e31",
  cluster_name: "blue-lake",
  amount: usd("31.00"),
  captured_amount: usd("31.00"),
  disputed: false,
  pending_reason: null,
  problem: "For hours.",
  create_time: "2026-03-01T10:00:00.000Z",
  state_since: "2026-03-01T10:04:00.000Z",
  ...changes,
});

/** The same order in full. */
export const orderDetail = (changes: Partial<OrderDetail> = {}): OrderDetail => ({
  ...orderSummary(),
  net_amount: usd("25.83"),
  vat_amount: usd("5.17"),
  vat: { country: "FR", rate: "20", included: true, reason: null },
  custom_id: "6a1f0f7e-7f3c-4d2e-9a57-0c2b8d1e4f60",
  order_details: {
    user_id: "0b1f4c1e-52a7-4bd8-9d0a-2f6f0c7a9e31",
    cluster_name: "blue-lake",
    images_storage: 11,
    has_monitoring: true,
    monitoring_storage: 5,
    has_alerting: false,
  },
  capture_id: "2GG279541U471931P",
  refunded_amount: usd("2.00"),
  reversed_amount: null,
  refundable_amount: usd("29.00"),
  delivery: "none",
  web_order_id: null,
  situation: "Paid, but the delivery failed for hours.",
  next_step: "Retry the delivery. If the cluster can't be delivered, refund the payment.",
  available_actions: [
    {
      action: "retry",
      target: "delivery",
      amount: null,
      effect: "Orders the cluster from web-order.",
    },
    {
      action: "refund",
      amount: usd("29.00"),
      effect: "Refunds up to 29.00 USD to the payer through PayPal.",
    },
    { action: "close", outcome: "no_money", effect: "Closes the order." },
  ],
  unavailable_actions: [],
  refunds: [],
  receipts: [],
  history: [],
  ...changes,
});
