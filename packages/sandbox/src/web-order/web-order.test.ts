import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type Sandbox, startSandbox } from "../start-sandbox.ts";
import { PayPalCaller } from "../testing/paypal-caller.ts";

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterEach(() => sandbox.webOrder.faults.clear());
afterAll(() => sandbox.close());

const order = (changes: object = {}) => ({
  id: 0,
  paypal_id: "5O190127TN364715T",
  user_id: "11111111-2222-3333-4444-555555555555",
  cluster_name: "my-cluster",
  has_control_plane: true,
  has_monitoring: false,
  has_alerting: true,
  images_storage: 10,
  monitoring_storage: 0,
  ...changes,
});

interface Answer {
  readonly status: number;
  // oxlint-disable-next-line typescript/no-explicit-any -- each test says what it expects of it
  readonly body: any;
}

const post = async (url: string, body: unknown): Promise<Answer> => {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const headers = { "content-type": "application/json" };
  const response = await fetch(url, { method: "POST", headers, body: text });
  return { status: response.status, body: await response.json() };
};
const deliver = (body: unknown) => post(sandbox.webOrder.url, body);
const list = (query: string, body: unknown = {}) => post(`${sandbox.webOrder.url}s?${query}`, body);

describe("POST /order", () => {
  test("answers 201 and the order with its new id", async () => {
    const { status, body } = await deliver(order());
    expect(status).toBe(201);
    expect(body).toEqual({ ...order(), id: sandbox.webOrder.rows.length });
    expect(sandbox.webOrder.rows.at(-1)).toEqual(body);
    expect(sandbox.webOrder.requests.at(-1)).toMatchObject({ path: "/order", body: order() });
  });

  test("writes another row for the same paypal_id", async () => {
    const before = sandbox.webOrder.rows.length;
    const [first, second] = [await deliver(order()), await deliver(order())];
    expect(second.body.id).toBe(first.body.id + 1);
    expect(sandbox.webOrder.rows).toHaveLength(before + 2);
  });

  test.each([
    ["no paypal_id", { paypal_id: undefined }],
    ["an empty paypal_id", { paypal_id: "" }],
    ["a short user_id", { user_id: "11111111-2222-3333-4444" }],
    ["a one-letter cluster name", { cluster_name: "a" }],
    ["a cluster name that ends in a hyphen", { cluster_name: "ab-" }],
    ["a cluster name with a capital", { cluster_name: "Ab" }],
    ["a cluster name of 64 letters", { cluster_name: "a".repeat(64) }],
    ["no image storage", { images_storage: undefined }],
    ["no gigabytes of image storage", { images_storage: 0 }],
    ["image storage as text", { images_storage: "10" }],
  ])("refuses an order with %s", async (_, changes) => {
    const before = sandbox.webOrder.rows.length;
    const { status, body } = await deliver(order(changes));
    expect(status).toBe(400);
    expect(body).toEqual({ error: expect.any(String) });
    expect(sandbox.webOrder.rows).toHaveLength(before);
  });

  test("refuses a body that is no JSON", async () => {
    expect((await deliver("{")).status).toBe(400);
  });

  test.each([
    ["negative image storage", { images_storage: -5 }],
    ["letters beyond f in the user_id", { user_id: "zzzzzzzz-2222-3333-4444-555555555555" }],
    ["negative monitoring storage", { monitoring_storage: -1 }],
    ["no monitoring storage", { monitoring_storage: undefined }],
  ])("accepts an order with %s all the same", async (_, changes) => {
    expect((await deliver(order(changes))).status).toBe(201);
  });

  test("can fail after the row was written", async () => {
    const before = sandbox.webOrder.rows.length;
    sandbox.webOrder.faults.add({
      operation: "order.create",
      kind: { status: 500 },
      when: "after",
    });
    const { status, body } = await deliver(order());
    expect(status).toBe(500);
    expect(body).toEqual({ error: expect.any(String) });
    expect(sandbox.webOrder.rows).toHaveLength(before + 1);
  });

  test("can fail before anything is written", async () => {
    const before = sandbox.webOrder.rows.length;
    sandbox.webOrder.faults.add({ operation: "order.create", kind: "reset" });
    await expect(deliver(order())).rejects.toThrow();
    expect(sandbox.webOrder.rows).toHaveLength(before);
  });
});

describe("what a test can ask and arrange", () => {
  test("the rows of one PayPal order", async () => {
    for (const paypal_id of ["TWICE", "ONCE", "TWICE"]) await deliver(order({ paypal_id }));
    const twice = sandbox.webOrder.rows.filter(({ paypal_id }) => paypal_id === "TWICE");
    expect(sandbox.webOrder.rowsOf("TWICE")).toEqual(twice);
    expect(twice).toHaveLength(2);
    expect(sandbox.webOrder.rowsOf("NEVER")).toEqual([]);
  });

  test("a cluster name that is refused, and no other", async () => {
    const before = sandbox.webOrder.rows.length;
    sandbox.webOrder.refuse("taken", { status: 409, error: "name is taken" });
    sandbox.webOrder.refuse("bad-name");
    const taken = await deliver(order({ cluster_name: "taken" }));
    expect([taken.status, taken.body]).toEqual([409, { error: "name is taken" }]);
    expect((await deliver(order({ cluster_name: "bad-name" }))).status).toBe(400);
    expect(sandbox.webOrder.rows).toHaveLength(before);
    expect((await deliver(order({ cluster_name: "free" }))).status).toBe(201);
  });

  test("the headers that came along", async () => {
    const headers = {
      "Idempotency-Key": "order-1",
      "X-Correlation-Id": "c-1",
      traceparent: "00-1",
    };
    await fetch(sandbox.webOrder.url, { method: "POST", headers, body: JSON.stringify(order()) });
    expect(sandbox.webOrder.requests.at(-1)?.headers).toMatchObject({
      "idempotency-key": "order-1",
      "x-correlation-id": "c-1",
      traceparent: "00-1",
    });
  });
});

describe("POST /orders", () => {
  const fill = async (count: number, user_id: string): Promise<string[]> => {
    const ids = Array.from({ length: count }, (_, index) => `${user_id.slice(0, 8)}X${index}`);
    for (const paypal_id of ids) await deliver(order({ user_id, paypal_id }));
    return ids;
  };

  test("lists every order over pages of ten at most, each time the same way", async () => {
    await fill(23, "22222222-2222-3333-4444-555555555555");
    const seen: number[] = [];
    for (let start = 0; ; start += 10) {
      const { status, body } = await list(`start=${start}&count=50`);
      expect(status).toBe(200);
      expect((await list(`start=${start}&count=50`)).body).toEqual(body);
      if (body.length === 0) break;
      expect(body.length).toBeLessThanOrEqual(10);
      seen.push(...body.map(({ id }: { id: number }) => id));
    }
    const ids = sandbox.webOrder.rows.map(({ id }) => id);
    expect(seen.toSorted((a, b) => a - b)).toEqual(ids);
    expect(seen).not.toEqual(ids);
  });

  test("lists the orders of one user", async () => {
    const user_id = "33333333-2222-3333-4444-555555555555";
    const ids = await fill(3, user_id);
    const { body } = await list("start=0&count=10", { user_id });
    const listed = body.map(({ paypal_id }: { paypal_id: string }) => paypal_id);
    expect(listed.toSorted()).toEqual(ids);
  });

  test("fails for a user one of whose orders has expired at PayPal, unless switched off", async () => {
    const caller = new PayPalCaller(sandbox.paypal);
    await caller.login();
    const user_id = "44444444-2222-3333-4444-555555555555";
    const [paid, left] = [(await caller.create()).body.id, (await caller.create()).body.id];
    sandbox.paypal.captureInBrowser(paid);
    for (const paypal_id of [paid, left]) await deliver(order({ user_id, paypal_id }));
    expect((await list("", { user_id })).status).toBe(200);
    sandbox.paypal.clock.advance(3 * 3_600_000);
    expect((await list("", { user_id })).status).toBe(500);
    expect((await list("")).status).toBe(200);
    sandbox.webOrder.failsOnExpired = false;
    expect((await list("", { user_id })).body).toHaveLength(2);
    sandbox.webOrder.failsOnExpired = true;
  });

  test("can fail", async () => {
    sandbox.webOrder.faults.add({ operation: "orders.list", kind: { status: 503 } });
    expect((await list("start=0&count=10")).status).toBe(503);
  });

  test("refuses a page that is no number", async () => {
    expect((await list("start=x")).status).toBe(400);
  });
});

test("an unknown path answers 404", async () => {
  expect((await post(`${sandbox.webOrder.url}/1`, {})).status).toBe(404);
});
