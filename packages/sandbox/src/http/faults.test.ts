import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Sandbox, startSandbox } from "../start-sandbox.ts";
import { PayPalCaller } from "../testing/paypal-caller.ts";

let sandbox: Sandbox;
let caller: PayPalCaller;
let id: string;
beforeAll(async () => {
  sandbox = await startSandbox();
  caller = new PayPalCaller(sandbox.paypal);
  await caller.login();
});
beforeEach(async () => {
  id = (await caller.create()).body.id;
  sandbox.paypal.approve(id);
});
afterEach(() => sandbox.paypal.faults.clear());
afterAll(() => sandbox.close());

/** Reads the order without the client, for the unparsed response. */
const getOrder = async (signal?: AbortSignal): Promise<Response> => {
  const { access_token } = (await caller.login()).body;
  const headers = { authorization: `Bearer ${access_token}` };
  const url = `${sandbox.paypal.url}/v2/checkout/orders/${id}`;
  return fetch(url, { headers, signal: signal ?? null });
};

describe("a status fault", () => {
  test.each([
    [500, "INTERNAL_SERVER_ERROR"],
    [503, "SERVICE_UNAVAILABLE"],
    [401, "AUTHENTICATION_FAILURE"],
    [429, "RATE_LIMIT_REACHED"],
  ])("%i returns the API's error shape, once", async (status, name) => {
    sandbox.paypal.faults.add({ operation: "orders.get", kind: { status } });
    const broken = await caller.order(id);
    expect([broken.status, broken.body.name]).toEqual([status, name]);
    expect(broken.headers.get("paypal-debug-id")).toBe(broken.body.debug_id);
    expect((await caller.order(id)).status).toBe(200);
  });

  test("has its own headers and body", async () => {
    const kind = { status: 429, headers: { "retry-after": "7" }, body: { own: true } };
    sandbox.paypal.faults.add({ operation: "orders.get", kind });
    const { headers, body } = await caller.order(id);
    expect(headers.get("retry-after")).toBe("7");
    expect(body).toEqual({ own: true });
  });

  test("affects the given number of calls of its operation only", async () => {
    sandbox.paypal.faults.add({ operation: "orders.get", kind: { status: 500 }, times: 2 });
    expect((await caller.create()).status).toBe(201);
    const statuses = [];
    for (let call = 0; call < 3; call += 1) statuses.push((await caller.order(id)).status);
    expect(statuses).toEqual([500, 500, 200]);
  });

  test("stops when the faults are cleared", async () => {
    sandbox.paypal.faults.add({ operation: "token", kind: { status: 500 }, times: Infinity });
    expect((await caller.login()).status).toBe(500);
    expect((await caller.login()).status).toBe(500);
    sandbox.paypal.faults.clear();
    expect((await caller.login()).status).toBe(200);
  });
});

test("an issue fault returns 422 with its issue, and requires one", async () => {
  const { faults } = sandbox.paypal;
  faults.add({ operation: "orders.capture", kind: "issue", issue: "PAYER_CANNOT_PAY" });
  const { status, body } = await caller.capture(id);
  expect(status).toBe(422);
  expect(body).toMatchObject({
    name: "UNPROCESSABLE_ENTITY",
    details: [{ issue: "PAYER_CANNOT_PAY" }],
  });
  expect(() => faults.add({ operation: "token", kind: "issue" })).toThrow("issue");
});

describe("the time of a fault", () => {
  test("before: the operation has no effect", async () => {
    sandbox.paypal.faults.add({ operation: "orders.capture", kind: "reset" });
    await expect(caller.capture(id)).rejects.toThrow();
    expect(sandbox.paypal.captureCount(id)).toBe(0);
  });

  test("after: the money is taken, and the same key returns the capture", async () => {
    const key = { "paypal-request-id": "after-1" };
    sandbox.paypal.faults.add({
      operation: "orders.capture",
      kind: { status: 500 },
      when: "after",
    });
    expect((await caller.capture(id, key)).status).toBe(500);
    expect(sandbox.paypal.captureCount(id)).toBe(1);
    expect((await caller.capture(id, key)).status).toBe(200);
    expect(sandbox.paypal.captureCount(id)).toBe(1);
  });
});

describe("a transport fault", () => {
  test("reset closes the connection", async () => {
    sandbox.paypal.faults.add({ operation: "orders.get", kind: "reset" });
    const cut = await getOrder().catch((error: Error) => error.cause);
    expect(cut).toMatchObject({ code: expect.stringMatching(/UND_ERR_SOCKET|ECONNRESET/) });
    expect((await getOrder()).status).toBe(200);
  });

  test("hang never responds", async () => {
    sandbox.paypal.faults.add({ operation: "orders.get", kind: "hang" });
    await expect(getOrder(AbortSignal.timeout(150))).rejects.toThrow("timeout");
    expect(sandbox.paypal.requests.at(-1)).toMatchObject({ method: "GET" });
  });

  test("slow_drip returns 200 and then one byte at a time without end", async () => {
    sandbox.paypal.faults.add({ operation: "orders.get", kind: "slow_drip" });
    const response = await getOrder(AbortSignal.timeout(400));
    expect(response.status).toBe(200);
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    expect((await reader.read()).value).toHaveLength(1);
    const rest = async () => {
      while (!(await reader.read()).done);
    };
    await expect(rest()).rejects.toThrow("timeout");
  });

  test("malformed_json returns 200 with truncated JSON", async () => {
    sandbox.paypal.faults.add({ operation: "orders.get", kind: "malformed_json" });
    const response = await getOrder();
    expect(response.headers.get("content-type")).toBe("application/json");
    await expect(response.json()).rejects.toThrow(SyntaxError);
  });

  test("empty returns 200 with an empty body", async () => {
    sandbox.paypal.faults.add({ operation: "orders.get", kind: "empty" });
    const response = await getOrder();
    expect([response.status, await response.text()]).toEqual([200, ""]);
  });

  test("html_502 returns a proxy's error page", async () => {
    sandbox.paypal.faults.add({ operation: "orders.get", kind: "html_502" });
    const response = await getOrder();
    expect([response.status, response.headers.get("content-type")]).toEqual([502, "text/html"]);
  });
});

test("latency delays a faulty response, and with the kind delay a normal one", async () => {
  const timed = async (): Promise<[status: number, milliseconds: number]> => {
    const start = performance.now();
    return [(await caller.order(id)).status, performance.now() - start];
  };
  const { faults } = sandbox.paypal;
  faults.add({ operation: "orders.get", kind: { status: 500 }, latencyMs: 60 });
  faults.add({ operation: "orders.get", kind: "delay", latencyMs: 60 });
  for (const expected of [500, 200]) {
    const [status, milliseconds] = await timed();
    expect(status).toBe(expected);
    expect(milliseconds).toBeGreaterThanOrEqual(59);
  }
});
