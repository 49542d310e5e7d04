import dns from "node:dns";
import {
  type Fault,
  type Sandbox,
  startSandbox,
  type WebOrderOperation,
} from "@onekonsole/billing-sandbox";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import type { DeliveryOutcome } from "../ports/web-order.ts";
import { closedBreaker } from "../testing/closed-breaker.ts";
import { answerJson, type FaultyAnswer, startFaultyServer } from "../testing/faulty-server.ts";
import { paidOrder } from "../testing/paid-order.ts";
import { createCircuitBreaker } from "../upstream/circuit-breaker.ts";
import { createWebOrder } from "./web-order.ts";

let sandbox: Sandbox;
let webOrder: ReturnType<typeof createWebOrder>;
/** For a web-order that does not respond: others may take longer than its deadline on a busy machine. */
let hasty: ReturnType<typeof createWebOrder>;
beforeAll(async () => {
  sandbox = await startSandbox();
  const options = { url: sandbox.webOrder.url, breaker: closedBreaker };
  webOrder = createWebOrder(options);
  hasty = createWebOrder({ ...options, deadlineMs: 300 });
});
afterEach(() => sandbox.webOrder.faults.clear());
afterAll(async () => {
  await webOrder.close();
  await hasty.close();
  await sandbox.close();
});

const findRows = (paypalId: string) =>
  sandbox.webOrder.rows.filter(({ paypal_id: id }) => id === paypalId);

/** One delivery to a web-order that returns this response. */
async function deliverTo(status: number, body: unknown): Promise<DeliveryOutcome> {
  await using server = await startFaultyServer((_, response) => answerJson(response, status, body));
  const odd = createWebOrder({ url: `${server.url}/order`, breaker: closedBreaker });
  const outcome = await odd.deliver(paidOrder());
  await odd.close();
  expect(server.received).toHaveLength(1);
  return outcome;
}

const envoyText = (reason: string): string =>
  `upstream connect error or disconnect/reset before headers. reset reason: ${reason}`;

describe("deliver", () => {
  test("POSTs the order in web-order's format and returns its id", async () => {
    const details = {
      user_id: "11111111-2222-3333-4444-555555555555",
      cluster_name: "my-cluster",
      images_storage: 10,
      has_monitoring: true,
      monitoring_storage: 5,
      has_alerting: false,
    };
    const order = paidOrder({ details });
    const outcome = await webOrder.deliver(order);
    const [row] = findRows(order.paypalOrderId);
    expect(outcome).toEqual({ kind: "accepted", webOrderId: row?.id });
    // The simulator stores every detail; one that it ignores would be paid for and never provisioned.
    expect(row).toMatchObject(details);
    expect(sandbox.webOrder.requests.at(-1)).toMatchObject({
      method: "POST",
      path: "/order",
      query: "",
      headers: {
        "content-type": "application/json",
        "idempotency-key": order.id,
        "x-correlation-id": order.id,
      },
      body: {
        id: 0,
        paypal_id: order.paypalOrderId,
        has_control_plane: true,
        ...details,
      },
    });
  });

  test("sends exactly the fields of web-order's schema", async () => {
    const order = paidOrder();
    const details = Object.assign({ unknown: true }, order.details);
    await webOrder.deliver({ ...order, details });
    const body = sandbox.webOrder.requests.at(-1)?.body;
    expect(Object.keys(body as object).toSorted()).toEqual([
      "cluster_name",
      "has_alerting",
      "has_control_plane",
      "has_monitoring",
      "id",
      "images_storage",
      "monitoring_storage",
      "paypal_id",
      "user_id",
    ]);
  });

  test.each([
    [201, { id: 7 }, 7],
    [200, { id: 7 }, 7],
    [201, { id: 0 }, null],
    [201, { id: "7" }, null],
    [201, "thanks", null],
  ])("is accepted by a %i of %j", async (status, body, webOrderId) => {
    expect(await deliverTo(status, body)).toEqual({ kind: "accepted", webOrderId });
  });

  test.each([
    [200, {}],
    [200, "<html>please log in</html>"],
    [204, null],
  ])("is not accepted by a %i of %j: the order is looked up first", async (status, body) => {
    expect(await deliverTo(status, body)).toEqual({ kind: "unanswered", reason: `HTTP ${status}` });
  });

  test("is finally rejected by a 400 with web-order's error", async () => {
    const order = paidOrder();
    const details = { ...order.details, cluster_name: "a" };
    expect(await webOrder.deliver({ ...order, details })).toEqual({
      kind: "refused",
      reason: "validation failed: cluster_name",
    });
    expect(findRows(order.paypalOrderId)).toHaveLength(0);
  });

  test.each([400, 402, 409, 410, 422, 451])(
    "is finally rejected by a %i with web-order's error",
    async (status) => {
      const outcome = await deliverTo(status, { error: "no" });
      expect(outcome).toEqual({ kind: "refused", reason: "no" });
    },
  );

  test.each([
    [400, "no"],
    [401, "<html>please log in</html>"],
    [403, {}],
    [404, { message: "no such route" }],
    [413, null],
    [422, { error: 7 }],
    [400, { timestamp: "2026-03-01T10:00:00Z", status: 400, error: "Bad Request" }],
    [400, { error: "invalid_request", error_description: "which token?" }],
    [500, "<html>Internal Server Error</html>"],
    [502, "<html>Bad Gateway</html>"],
    [504, null],
  ])("may be in progress after a %i of %j, which is not web-order's", async (status, body) => {
    expect(await deliverTo(status, body)).toEqual({
      kind: "unanswered",
      reason: `HTTP ${status}`,
    });
  });

  test("may be in progress after an endless response, of which little is read", async () => {
    let sent = 0;
    const flood: FaultyAnswer = (_, response) => {
      response.writeHead(201, { "content-type": "application/json" });
      const more = () => {
        while (!response.destroyed && response.write(" ".repeat(64 * 1024))) sent += 64 * 1024;
      };
      response.on("drain", more);
      more();
    };
    await using server = await startFaultyServer(flood);
    const odd = createWebOrder({ url: `${server.url}/order`, breaker: closedBreaker });
    expect(await odd.deliver(paidOrder())).toEqual({
      kind: "unanswered",
      reason: "ANSWER_TOO_LONG",
    });
    expect(sent).toBeLessThan(64 * 1024 * 1024);
    await odd.close();
  });

  test("may have stored its row after a 500 with web-order's error", async () => {
    const outcome = await deliverTo(500, { error: "later" });
    expect(outcome).toEqual({ kind: "answered", reason: "HTTP 500" });
  });

  test.each([
    [
      "nginx's page",
      "<html><head><title>503 Service Temporarily Unavailable</title></head></html>",
    ],
    ["no text", ""],
    ["Envoy's text for no web-order", "no healthy upstream"],
    ["Envoy's text for a refused connection", envoyText("connection failure")],
    [
      "Envoy's text for a refused connection, with its cause",
      envoyText("remote connection failure, transport failure reason: delayed connect error: 111"),
    ],
    ["Envoy's text for a connection that it could not open", envoyText("local connection failure")],
    ["Envoy's text for a connection timeout", envoyText("connection timeout")],
    ["Envoy's text for an open circuit breaker", envoyText("overflow")],
    [
      "Envoy's response code details for a refused connection",
      { details: "upstream_reset_before_response_started{connection_failure}" },
    ],
    ["a framework's error", { error: "Service Unavailable", status: 503 }],
  ])("was not forwarded by a 503 with %s", async (_, body) => {
    expect(await deliverTo(503, body)).toEqual({ kind: "no_upstream", reason: "HTTP 503" });
  });

  test.each([
    ...["connection termination", "remote reset", "local reset", "protocol error"].map(envoyText),
    envoyText("a reason of a later release"),
    "upstream connect error or disconnect/reset before headers",
    "Upstream connect error or disconnect/reset before headers.",
    "upstream connect error or disconnect/reset before headers. retried and the latest reset reason: connection failure",
    "upstream_reset_before_response_started",
    "upstream_reset_before_response_started{connection_termination}",
    "upstream_reset_before_response_started{http/1_premature_upstream_half_close}",
  ])("may be in progress after Envoy's 503 with %s", async (text) => {
    const outcome = { kind: "unanswered", reason: "HTTP 503" };
    expect(await deliverTo(503, text)).toEqual(outcome);
    expect(await deliverTo(503, { message: text })).toEqual(outcome);
  });

  test.each([302, 401, 403, 404, 405, 407, 408, 413, 415, 421, 425, 429, 431, 502, 503, 504])(
    "may be in progress after a %i, which does not concern the order, whatever its body",
    async (status) => {
      const outcome = await deliverTo(status, { error: "upstream timed out" });
      expect(outcome).toEqual({ kind: "unanswered", reason: `HTTP ${status}` });
    },
  );

  test.each<[string, Omit<Fault<WebOrderOperation>, "operation">, number]>([
    ["a reset before the row", { kind: "reset" }, 0],
    ["a reset after the row", { kind: "reset", when: "after" }, 1],
    ["a hang before the row", { kind: "hang" }, 0],
    ["a hang after the row", { kind: "hang", when: "after" }, 1],
    ["an endless body", { kind: "slow_drip", when: "after" }, 1],
  ])("is unanswered after %s, sent once and never again", async (_, fault, rows) => {
    const order = paidOrder();
    sandbox.webOrder.faults.add({ operation: "order.create", ...fault });
    const before = sandbox.webOrder.requests.length;
    expect(await hasty.deliver(order)).toMatchObject({ kind: "unanswered" });
    expect(sandbox.webOrder.requests).toHaveLength(before + 1);
    expect(findRows(order.paypalOrderId)).toHaveLength(rows);
  });

  test("was never sent if every address of the host name refuses", async () => {
    const addresses = ["127.0.0.1", "127.0.0.2"].map((address) => ({ address, family: 4 }));
    const twoAddresses = (...[, , done]: [string, object, (...found: unknown[]) => void]) =>
      done(null, addresses);
    const lookup = vi.spyOn(dns, "lookup").mockImplementation(twoAddresses as never);
    const nowhere = createWebOrder({
      url: "http://web-order.test:1/order",
      breaker: closedBreaker,
    });
    const outcome = await nowhere.deliver(paidOrder());
    expect(lookup).toHaveBeenCalled();
    lookup.mockRestore();
    await nowhere.close();
    expect(outcome).toEqual({ kind: "not_sent", reason: "ECONNREFUSED" });
  });

  test("uses a connection of its own, which is closed after it", async () => {
    const sockets = new Set<object>();
    await using server = await startFaultyServer((request, response) => {
      sockets.add(request.socket);
      answerJson(
        response,
        request.url === "/order" ? 201 : 200,
        request.url === "/order" ? { id: 1 } : [],
      );
    });
    const own = createWebOrder({ url: `${server.url}/order`, breaker: closedBreaker });
    await own.lookUp(paidOrder());
    await own.deliver(paidOrder());
    await own.lookUp(paidOrder());
    await own.deliver(paidOrder());
    // The lookups share one.
    expect(sockets.size).toBe(3);
    const deliveries = server.received.filter(({ url }) => url === "/order");
    expect(deliveries.map(({ headers }) => headers.connection)).toEqual(["close", "close"]);
    await expect.poll(() => deliveries.every(({ socket }) => socket.destroyed)).toBe(true);
    await own.close();
  });

  test("arrives although web-order closes every kept connection", async () => {
    await using server = await startFaultyServer((request, response) => {
      const isFirst =
        server.received.filter(({ socket }) => socket === request.socket).length === 1;
      if (!isFirst) return void request.socket.resetAndDestroy();
      answerJson(
        response,
        request.url === "/order" ? 201 : 200,
        request.url === "/order" ? { id: 1 } : [],
      );
    });
    const own = createWebOrder({ url: `${server.url}/order`, breaker: closedBreaker });
    await own.lookUp(paidOrder());
    for (let call = 0; call < 3; call += 1)
      expect(await own.deliver(paidOrder())).toEqual({ kind: "accepted", webOrderId: 1 });
    await own.close();
  });

  test("was never sent if no TLS connection could be made", async () => {
    await using server = await startFaultyServer((_, response) =>
      answerJson(response, 201, { id: 1 }),
    );
    const url = `${server.url.replace("http:", "https:")}/order`;
    const secure = createWebOrder({ url, breaker: closedBreaker });
    expect(await secure.deliver(paidOrder())).toMatchObject({ kind: "not_sent" });
    await secure.close();
    expect(server.received).toHaveLength(0);
  });

  test("is aborted when the service stops", async () => {
    await using server = await startFaultyServer(() => undefined);
    const stopping = createWebOrder({ url: `${server.url}/order`, breaker: closedBreaker });
    const outcome = stopping.deliver(paidOrder());
    await expect.poll(() => server.received.length).toBe(1);
    await stopping.close();
    expect(await outcome).toMatchObject({ kind: "unanswered" });
  });

  test("may have arrived if its connection was closed", async () => {
    await using server = await startFaultyServer(
      (request) => void request.socket.resetAndDestroy(),
    );
    const cut = createWebOrder({ url: `${server.url}/order`, breaker: closedBreaker });
    expect(await cut.deliver(paidOrder())).toMatchObject({ kind: "unanswered" });
    await cut.close();
  });

  test("has a readable reason after a timeout", async () => {
    sandbox.webOrder.faults.add({ operation: "order.create", kind: "hang" });
    const outcome = await hasty.deliver(paidOrder());
    expect(outcome).toMatchObject({ reason: expect.stringContaining("timeout") });
  });

  test.each([
    ["the connection is refused", "http://127.0.0.1:1/order", "ECONNREFUSED"],
    [
      "the name is unknown",
      "http://web-order.invalid/order",
      expect.stringMatching(/ENOTFOUND|EAI_AGAIN/),
    ],
  ])("was never sent if %s", async (_, url, reason) => {
    const nowhere = createWebOrder({ url, breaker: closedBreaker });
    expect(await nowhere.deliver(paidOrder())).toEqual({ kind: "not_sent", reason });
    await nowhere.close();
  });

  test.each(["/order", "/order/", "/api/order", "/api/order?tenant=1", "/"])(
    "is sent to exactly the URL %s",
    async (path) => {
      await using server = await startFaultyServer((_, response) =>
        answerJson(response, 201, { id: 1 }),
      );
      const odd = createWebOrder({ url: server.url + path, breaker: closedBreaker });
      await odd.deliver(paidOrder());
      await odd.close();
      expect(server.received[0]?.url).toBe(path);
    },
  );
});

describe("the breaker before web-order", () => {
  test("sends nothing after ten consecutive failures, and returns the time to wait", async () => {
    const breaker = createCircuitBreaker();
    const odd = createWebOrder({ url: sandbox.webOrder.url, breaker });
    sandbox.webOrder.faults.add({ operation: "order.create", kind: { status: 500 }, times: 10 });
    for (let call = 0; call < 10; call += 1)
      expect(await odd.deliver(paidOrder())).toMatchObject({ kind: "answered" });
    const before = sandbox.webOrder.requests.length;
    expect(await odd.deliver(paidOrder())).toEqual({
      kind: "not_sent",
      reason: "CIRCUIT_OPEN",
      retryAfterMs: breaker.pauseMs,
    });
    expect(sandbox.webOrder.requests).toHaveLength(before);
    await odd.close();
  });

  test("does not count a rejection as a failure", async () => {
    const breaker = createCircuitBreaker();
    const odd = createWebOrder({ url: sandbox.webOrder.url, breaker });
    const order = paidOrder();
    const unnamed = { ...order, details: { ...order.details, cluster_name: "a" } };
    for (let call = 0; call < 12; call += 1)
      expect(await odd.deliver(unnamed)).toMatchObject({ kind: "refused" });
    expect(breaker.state).toBe("closed");
    await odd.close();
  });
});
