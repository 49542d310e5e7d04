import pg from "pg";
import { type Logger, pino } from "pino";
import { errors } from "undici";
import { afterEach, describe, expect, test } from "vitest";
import { logJobAttempt } from "../composition/log-job-attempt.ts";
import { BillingError } from "../domain/billing-error.ts";
import type { OrderStore } from "../ports/order-store.ts";
import { noopTracer } from "../ports/tracer.ts";
import { approveError } from "../procedures/paypal-error.ts";
import { captureLog } from "../testing/captured-log.ts";
import { failed, fakePayPal } from "../testing/fake-paypal.ts";
import { createMemoryStore } from "../testing/memory-store.ts";
import { approvedOrder, capturedOrder, sampleOrder } from "../testing/sample-order.ts";
import { createBody, serveApp } from "../testing/served-app.ts";
import { takeUndeclaredErrors } from "../testing/undeclared-errors.ts";
import { captureOrder } from "../workers/capture-order.ts";
import { deliverOrder } from "../workers/deliver-order.ts";
import { processWebhook } from "../workers/process-webhook.ts";
import { RetryableError } from "../workers/retryable-error.ts";
import { sweep } from "../workers/sweep.ts";

// Made up for this file; `useful` identifies their lines.
const paypalSecret = 'shop-secret "7/';
const password = "data/base\\pass";
const headerValue = "collector-header";
const userToken = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ1c2VyIn0.bm8tc2lnbmF0dXJl";
const paypalToken = "A21AAL-granted_by.paypal";
const basic = Buffer.from(`shop:${paypalSecret}`).toString("base64");
const databaseUrl = `postgres://billing:${encodeURIComponent(password)}@db.internal/billing`;

const environment = {
  paypal_client_id: "shop",
  paypal_client_secret: paypalSecret,
  database_url: databaseUrl,
  OTEL_EXPORTER_OTLP_HEADERS: `x-key=${headerValue}`,
};
/** Parts that survive every encoding. */
const secretParts =
  /shop-secret|data(?:%2f|\\*\/|\/)base|collector-header|bm8tc2ln|A21AAL|c2hvcDpza|client-key/i;

const spoken = [
  `client_secret=${encodeURIComponent(paypalSecret)}`,
  JSON.stringify({ body: JSON.stringify({ password }) }),
  `Basic ${basic}`,
  `x-key: ${headerValue}`,
  userToken,
  databaseUrl,
  // The rest of its line is redacted as well.
  `authorization: Bearer ${paypalToken}`,
].join(" ");

const message = `useful: ${spoken}`;

/** Errors of every kind, each with everything that it may contain. */
const failures: [string, () => Error][] = [
  [
    "a database error",
    () => {
      const error = new pg.DatabaseError(message, 1, "error");
      return Object.assign(error, {
        code: "23505",
        detail: `Key (a)=(${password})`,
        where: spoken,
      });
    },
  ],
  [
    "an HTTP error with headers",
    () =>
      new errors.ResponseError(message, 401, {
        headers: { authorization: `Basic ${basic}`, "x-key": headerValue, cookie: "client-key=1" },
        body: spoken,
      }),
  ],
  ["an error with causes", () => new Error(message, { cause: new Error(spoken) })],
  [
    "several errors in one",
    () => new AggregateError([new Error(spoken), { config: { databaseUrl, password } }], message),
  ],
  ["a property of any kind", () => Object.assign(new Error(message), { options: { environment } })],
];

const throwing = (error: Error) => async (): Promise<never> => {
  throw error;
};
const failingStore = (error: Error): OrderStore => ({
  ...createMemoryStore(),
  insert: throwing(error),
  find: throwing(error),
  findByPayPalId: throwing(error),
});

/** Sends a request to an application whose store fails. */
async function request(log: Logger, error: Error, path: string, body?: unknown): Promise<void> {
  await using app = await serveApp({ store: failingStore(error), log });
  const init = body ? { method: "POST", body: JSON.stringify(body) } : {};
  const response = await fetch(app.url + path, {
    ...init,
    headers: { authorization: `Bearer ${userToken}` },
  });
  const answer = await response.text();
  expect(answer).not.toMatch(secretParts);
  expect(answer).not.toMatch(/useful|postgres|select|stack|\.ts:/);
}

const orderInput = encodeURIComponent('{"order_id":"5O190127TN364715T"}');
const withToken = `&access_token=${userToken}`;
const retry = (cause: Error) => new RetryableError(cause.message, undefined, "debug-1");
const tell = (log: Logger, error: unknown) =>
  logJobAttempt(
    log,
    () => undefined,
  )({
    job: "capture",
    payload: { order_id: "ours", paypal_order_id: "5O190127TN364715T" },
    retryCount: 0,
    end: { kind: "error", error },
  });

type Path = (log: Logger, error: Error) => unknown;

/** Every way in which an error may reach the log. */
const paths: [string, Path][] = [
  ["REST create", (log, error) => request(log, error, "/order/create", createBody())],
  [
    "REST approve",
    (log, error) =>
      request(log, new BillingError("service_unavailable", { cause: error }), "/order/approve", {
        order_id: "5O190127TN364715T",
      }),
  ],
  ["tRPC", (log, error) => request(log, error, `/trpc/order.get?input=${orderInput}${withToken}`)],
  ["a watch", (log, error) => request(log, error, `/trpc/order.watch?input=${orderInput}`)],
  [
    "readiness",
    async (log, error) => {
      await using app = await serveApp({ checkReady: throwing(error), log });
      expect(await (await fetch(`${app.url}/readyz`)).text()).not.toMatch(secretParts);
    },
  ],
  ["a job that failed", tell],
  ["a postponed job", (log, error) => tell(log, retry(error))],
  [
    "a sweep",
    async (log, error) => {
      const store = createMemoryStore(sampleOrder());
      store.claimDue = (() => {
        const batches = [[sampleOrder()]];
        return async () => batches.shift() ?? [];
      })();
      const paypal = { ...fakePayPal(), getOrder: throwing(error) };
      await sweep({ store, paypal, log, tracer: noopTracer });
    },
  ],
  [
    "a capture",
    async (log, error) => {
      const order = approvedOrder();
      const paypal = fakePayPal();
      paypal.captureOrder.mockResolvedValue(failed("declined", String(error)));
      await captureOrder(
        { store: createMemoryStore(order), paypal, log },
        {
          orderId: order.id,
          isRetry: false,
        },
      );
    },
  ],
  [
    "a delivery",
    async (log, error) => {
      const order = capturedOrder();
      const reason = String(error);
      const webOrder = {
        deliver: async () => ({ kind: "refused", reason }) as const,
        lookUp: async () => ({ kind: "absent" }) as const,
      };
      await deliverOrder({ store: createMemoryStore(order), webOrder, log }, { orderId: order.id });
    },
  ],
  [
    "a connection, a start, a crash",
    (log, error) => {
      log.warn({ err: error }, "database connection");
      log.fatal({ err: error }, "could not start");
      log.child({ why: spoken }).error(error);
    },
  ],
];

describe.each(paths)("no secret reaches the log by %s", (_, take) => {
  // Some of the ways use a procedure.
  afterEach(() => void takeUndeclaredErrors());

  test.each(failures)("of %s, and the rest does", async (_kind, failure) => {
    const { log, lines } = captureLog(environment);
    await take(log, failure());
    const written = lines.join("");
    expect(written).not.toMatch(secretParts);
    expect(written).toContain("useful");
    expect(written).toContain("[redacted]");
    for (const line of lines) expect(JSON.parse(line)).toMatchObject({ time: expect.any(Number) });
  });
});

test("the test's errors contain secrets that an ordinary log would show", () => {
  expect(spoken).toMatch(secretParts);
  for (const [, failure] of failures) {
    const lines: string[] = [];
    pino({ base: null }, { write: (line) => void lines.push(line) }).error({ err: failure() });
    expect(lines.join("")).toMatch(secretParts);
  }
});

describe("the access log", () => {
  test("has the request, and no token of its URL", async () => {
    const { log, lines } = captureLog(environment);
    await using app = await serveApp({ log });
    await fetch(`${app.url}/order/Bearer%20${paypalToken}/${userToken}?access_token=${userToken}`);
    await fetch(`${app.url}/order/prices?access_token=${userToken}`);
    expect(lines.join("")).not.toMatch(secretParts);
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { msg: "answered", status: 404, request_id: expect.any(String) },
      { msg: "answered", status: 200, path: "/order/prices" },
    ]);
  });
});

describe("a path in the log", () => {
  test.each([
    ["of an unknown route", "/order/"],
    ["of an unknown procedure", "/trpc/order."],
  ])("%s is cut to 256 characters", async (_, start) => {
    const { log, lines } = captureLog(environment);
    await using app = await serveApp({ log });
    await fetch(app.url + start + "eyJ".repeat(2_600));
    const [answered] = lines.map((line) => JSON.parse(line) as { path: string });
    expect(answered?.path).toMatch(/^\/[^…]{255}… \(78\d\d characters\)$/);
  });

  test("is cut in the line about a failure as well", async () => {
    const { log, lines } = captureLog(environment);
    const failing = Promise.reject(new Error("useful"));
    failing.catch(() => undefined);
    await using app = await serveApp({ log, checkReady: () => failing });
    await fetch(`${app.url}/readyz?${"x".repeat(8_000)}`);
    expect(lines).toHaveLength(1);
    expect(lines[0]?.length).toBeLessThan(4_000);
  });
});

describe("a line about an order", () => {
  const sample = sampleOrder();

  test("has PayPal's order id, the request id and PayPal's debug id", async () => {
    const { log, lines } = captureLog(environment);
    await using app = await serveApp({ store: createMemoryStore(sample), log });
    app.paypal.faults.add({ operation: "orders.get", kind: { status: 500 }, times: 5 });
    const body = JSON.stringify({ order_id: sample.paypalOrderId });
    const headers = { "x-request-id": "call-1" };
    await fetch(`${app.url}/order/approve`, { method: "POST", body, headers });
    const about = { order_id: sample.paypalOrderId, request_id: "call-1" };
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { ...about, msg: "request failed", debug_id: expect.any(String) },
      { ...about, msg: "answered" },
    ]);
  });

  test("has them in a job and after a webhook as well", async () => {
    const { log, lines } = captureLog();
    tell(log, new RetryableError(approveError({ kind: "timeout", issue: "T" }).code, 1, "debug-1"));
    const paypal = fakePayPal();
    paypal.getOrder.mockResolvedValue(failed("gone"));
    const about = { captureId: null, subjectId: null, payment: null };
    const { paypalOrderId } = sample;
    await processWebhook(
      {
        store: createMemoryStore(sample),
        paypal,
        log,
        tracer: noopTracer,
        parse: () => ({ id: "WH-1", type: "ANY", topic: "order", ...about, paypalOrderId }),
        inbox: {
          receive: async () => 0,
          find: async (id) => ({ id, body: "", ageMs: 0 }),
          close: async () => undefined,
        },
      },
      { eventId: "WH-1" },
    );
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { order_id: sample.paypalOrderId, custom_id: "ours", debug_id: "debug-1" },
      { order_id: sample.paypalOrderId, event_id: "WH-1", msg: "webhook processed" },
    ]);
  });
});
