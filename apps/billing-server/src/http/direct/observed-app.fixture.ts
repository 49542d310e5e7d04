import { connect } from "node:net";
import { vi } from "vitest";
import { BillingError } from "../../domain/billing-error.ts";
import type { OrderId, PayPalOrderId } from "../../domain/order.ts";
import type { Tracer } from "../../ports/tracer.ts";
import { userCaller } from "../../testing/callers.ts";
import { done, failed, fakePayPal } from "../../testing/fake-paypal.ts";
import { createMemoryStore } from "../../testing/memory-store.ts";
import { rawRequest } from "../../testing/raw-request.ts";
import { sampleDependencies } from "../../testing/sample-dependencies.ts";
import { sampleOperators } from "../../testing/sample-operators.ts";
import { orderAtPayPal, sampleOrder } from "../../testing/sample-order.ts";
import { emptyReceipts, tryableDocs } from "../../testing/served-app.ts";
import { createApp } from "../app.ts";
import type { AccessControl } from "../request-credentials.ts";
import { serve } from "../serve.ts";

/** The order of `owner`, waiting for its approval. */
export const order = sampleOrder({ state: "awaiting_approval" });
export const owner = order.details.user_id;

/** An order of `owner` that has expired. */
export const settledOrder = sampleOrder({
  id: "3b241101-e2bb-4255-8caf-4136c566a962" as OrderId,
  paypalOrderId: "9AB12345CD678901E" as PayPalOrderId,
});

export interface ObservedApp extends AsyncDisposable {
  /** Sends raw bytes; returns the response, and what was logged, counted, traced and limited, in any order. */
  send(bytes: string): Promise<object>;
  /** Sends the start of a request and disconnects; returns the same once the request is handled. */
  abandon(bytes: string): Promise<object>;
  /** The requests that the direct path has handled. */
  readonly handledDirectly: () => number;
}

/** Serves the application with or without its direct path, and records all that can be observed. */
export async function serveObserved(isDirect: boolean, origins: string[]): Promise<ObservedApp> {
  const seen: string[] = [];
  const note = (kind: string) => (value: unknown, text?: unknown) =>
    void seen.push(JSON.stringify([kind, masked(value), text]));
  const app = createApp({
    deps: sampleDependencies({
      store: await createStore(),
      operators: sampleOperators({ list: async () => [] }),
      paypal: stubPayPal(note("paypal")),
      tracer: recordingTracer(note("span")),
      allowedOrigins: origins.length > 0 ? new Set(origins) : null,
    }),
    accessControl: recordingAccess(note("limit")),
    log: { info: note("info"), warn: note("warn"), error: note("error") },
    checkReady: async () => ({}),
    webhooks: null,
    metrics: {
      contentType: "text/plain",
      text: async () => "",
      answered: note("metrics"),
      webhook: note("webhook"),
    },
    receipts: emptyReceipts,
    docs: tryableDocs,
  });
  let direct = 0;
  const server = await serve({
    fetch: app.fetch,
    handleDirectly: (incoming, outgoing) => {
      const isHandled = isDirect && app.handleDirectly(incoming, outgoing);
      if (isHandled) direct += 1;
      return isHandled;
    },
    host: "127.0.0.1",
    port: 0,
  });
  return {
    handledDirectly: () => direct,
    send: async (bytes) => {
      seen.length = 0;
      const response = await rawRequest(server.port, bytes);
      return { response: toComparable(response), seen: seen.toSorted() };
    },
    abandon: async (bytes) => {
      seen.length = 0;
      const socket = connect(server.port, "127.0.0.1");
      await new Promise<void>((resolve) => socket.write(bytes, () => resolve()));
      socket.destroy();
      await vi.waitUntil(() => seen.some((line) => line.startsWith('["metrics"')));
      return seen.toSorted();
    },
    [Symbol.asyncDispose]: () => server.close(0),
  };
}

// Prepared once, since its history has times.
const prepared = (async () => {
  const store = createMemoryStore(order, settledOrder);
  await store.apply(settledOrder, { type: "approval_timed_out" }, { by: "sweep" });
  return store;
})();

/** Rejects every read of an order whose id begins with AWAY. */
async function createStore() {
  const store = (await prepared).fork();
  const findByPayPalId: typeof store.findByPayPalId = async (id) => {
    if (id.startsWith("AWAY")) throw new BillingError("service_unavailable");
    return store.findByPayPalId(id);
  };
  return { ...store, findByPayPalId };
}

/** Each response: status line, headers in any order and case, and body. */
const toComparable = (bytes: string): object[] =>
  bytes
    .split(/(?=HTTP\/1\.1 \d{3} )/)
    .filter((response) => !response.startsWith("HTTP/1.1 100 "))
    .map(toComparableResponse);

function toComparableResponse(response: string): object {
  const end = response.indexOf("\r\n\r\n");
  const [status, ...headers] = response.slice(0, end).split("\r\n");
  const isChunked = /transfer-encoding: chunked/i.test(response.slice(0, end));
  const content = response.slice(end + 4);
  const body = isChunked ? withoutChunks(content) : content;
  const lines = headers.filter((line) => !/^date:/i.test(line));
  const named = lines.map((line) => line.replace(/^[^:]+/, (name) => name.toLowerCase()));
  return masked({ status, headers: named.toSorted(), body }) as object;
}

/** The body of a chunked response; chunks may be split in any way. */
function withoutChunks(content: string): string {
  const [, size = "0"] = /^([0-9a-f]+)\r\n/i.exec(content) ?? [];
  const start = size.length + 2;
  const length = Number.parseInt(size, 16);
  if (length === 0) return "";
  return content.slice(start, start + length) + withoutChunks(content.slice(start + length + 2));
}

/** Without durations and generated ids. */
function masked(value: unknown): unknown {
  const text = JSON.stringify(value, (key, it: unknown) => {
    if (key === "ms" || key === "seconds") return "?";
    return typeof it === "bigint" ? String(it) : (it ?? null);
  });
  const uuid = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
  return JSON.parse(text.replaceAll(uuid, (id) => (id === owner ? id : "uuid")));
}

function stubPayPal(note: (call: unknown) => void) {
  const paypal = fakePayPal();
  paypal.createOrder.mockImplementation(async (request) => {
    note(request);
    return done({ ...orderAtPayPal(order), status: "CREATED" as const });
  });
  paypal.getOrder.mockImplementation(async (id) => {
    note(id);
    return failed("unavailable");
  });
  return paypal;
}

const recordingTracer = (note: (value: unknown) => void): Tracer => ({
  span: async (span, work) => {
    note({ started: span });
    const result = await work({
      add: (fields) => note({ span: span.name, fields }),
      rename: (name) => note({ span: span.name, name }),
      fail: (why) => note({ span: span.name, why }),
    });
    note({ ended: span.name });
    return result;
  },
  traceParent: () => null,
});

/** The token names its user; the user `busy` and the address 192.0.2.9 are over their limits. */
function recordingAccess(note: (value: unknown) => void): AccessControl {
  const take = (kind: string) => (subject: string) => {
    note({ [kind]: subject });
    return subject === "busy" || subject === "192.0.2.9" ? 7_000 : null;
  };
  return {
    trustedProxyHops: 1,
    authenticationAndLimits: {
      authenticator: {
        authenticate: async (authorization) => {
          const [, token] = /^Bearer (\S+)$/.exec(authorization ?? "") ?? [];
          if (!token) throw new BillingError("unauthenticated");
          // Longer than the connection of a client that disconnects.
          if (token === "slow") await new Promise((resolve) => setTimeout(resolve, 50));
          if (token === "bad")
            throw new BillingError("unauthenticated", { tokenFault: "It is bad" });
          const expiresAt = new Date("2030-01-01");
          return userCaller(token, { expiresAt, isOperator: token === "operator" });
        },
      },
      perUser: { take: async (subject) => take("user")(subject) },
      perService: { take: async (subject) => take("service")(subject) },
      perAddress: { take: take("address") },
    },
  };
}
