// PayPal and web-order in one process, as cheap as possible: the measured programs are the limit. The
// payer of every order has approved it. GET /captured/ID waits for the capture request of an order
// and returns its arrival in milliseconds since the epoch; POST /delay/MS delays later captures.
import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { listen } from "./listen.ts";

interface OrderRequest {
  readonly intent: string;
  readonly purchase_units: readonly Record<string, unknown>[];
}
interface StoredOrder {
  readonly request: OrderRequest;
  readonly captured: PromiseWithResolvers<number>;
  captureId?: string;
}

const payee = { email_address: "merchant@example.com", merchant_id: "BENCHMERCHANT" };
const orders = new Map<string, StoredOrder>();
const startedAt = new Date().toISOString();
let captureDelayMs = 0;

const newId = () => randomUUID().replaceAll("-", "").slice(0, 17).toUpperCase();

function createOrder(request: OrderRequest) {
  const id = newId();
  const order = { request, captured: Promise.withResolvers<number>() };
  orders.set(id, order);
  const href = `https://paypal.example/checkoutnow?token=${id}`;
  const links = [{ href, rel: "payer-action", method: "GET" }];
  return { ...toWire(id, order), status: "PAYER_ACTION_REQUIRED", links };
}

function toWire(id: string, { request, captureId }: StoredOrder) {
  const units = request.purchase_units.map((unit) => ({
    payee,
    ...unit,
    ...(captureId && { payments: { captures: [toCapture(captureId, unit)] } }),
  }));
  return {
    id,
    status: captureId ? "COMPLETED" : "APPROVED",
    intent: request.intent,
    purchase_units: units,
    payment_source: { paypal: {} },
    create_time: startedAt,
    update_time: startedAt,
  };
}

const toCapture = (id: string, { amount, custom_id }: Record<string, unknown>) => ({
  id,
  status: "COMPLETED",
  amount,
  custom_id,
  final_capture: true,
  create_time: startedAt,
  update_time: startedAt,
});

async function capture(id: string, order: StoredOrder) {
  order.captured.resolve(performance.timeOrigin + performance.now());
  if (captureDelayMs > 0) await sleep(captureDelayMs);
  order.captureId ??= newId();
  return { status: 201, body: toWire(id, order) };
}

let deliveries = 0;

async function answer(request: IncomingMessage): Promise<{ status: number; body: unknown }> {
  const { method, url = "" } = request;
  const [, first = "", second = "", third = "", id = "", action] = url
    .replace(/\?.*/, "")
    .split("/");
  const body = method === "POST" ? await readBody(request) : "";
  if (first === "v1")
    return {
      status: 200,
      body: { access_token: "bench", token_type: "Bearer", expires_in: 32_400 },
    };
  if (first === "v2" && id === "") return { status: 201, body: createOrder(JSON.parse(body)) };
  if (first === "delay") return { status: 200, body: (captureDelayMs = Number(second)) };
  if (first === "order")
    return { status: 201, body: { ...JSON.parse(body), id: (deliveries += 1) } };
  const order = orders.get(first === "captured" ? second : id);
  if (!order) return { status: 404, body: { name: "RESOURCE_NOT_FOUND", path: third } };
  if (first === "captured") return { status: 200, body: await order.captured.promise };
  return action === "capture" ? capture(id, order) : { status: 200, body: toWire(id, order) };
}

async function readBody(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  return text;
}

async function write(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { status, body } = await answer(request);
  const text = JSON.stringify(body);
  response.writeHead(status, {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(text),
    "paypal-debug-id": "bench",
  });
  response.end(text);
}

listen(createServer((request, response) => void write(request, response)));
