import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type Sandbox, startSandbox } from "../start-sandbox.ts";
import {
  orderBody,
  post,
  type WebOrderAnswer,
  webOrderCaller,
} from "../testing/web-order-caller.ts";

let sandbox: Sandbox;
let deliver: ReturnType<typeof webOrderCaller>["deliver"];
beforeAll(async () => {
  sandbox = await startSandbox();
  ({ deliver } = webOrderCaller(sandbox.webOrder));
});
afterEach(() => sandbox.webOrder.faults.clear());
afterAll(() => sandbox.close());

describe("POST /order", () => {
  test("returns 201 and the order with its new id", async () => {
    const { status, body } = await deliver(orderBody());
    expect(status).toBe(201);
    expect(body).toEqual({ ...orderBody(), id: sandbox.webOrder.rows.length });
    expect(sandbox.webOrder.rows.at(-1)).toEqual(body);
    expect(sandbox.webOrder.requests.at(-1)).toMatchObject({ path: "/order", body: orderBody() });
  });

  test("creates another row for the same paypal_id", async () => {
    const before = sandbox.webOrder.rows.length;
    const [first, second] = [await deliver(orderBody()), await deliver(orderBody())];
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
  ])("rejects an order with %s", async (_, changes) => {
    const before = sandbox.webOrder.rows.length;
    const { status, body } = await deliver(orderBody(changes));
    expect(status).toBe(400);
    expect(body).toEqual({ error: expect.any(String) });
    expect(sandbox.webOrder.rows).toHaveLength(before);
  });

  test("rejects a body that is not JSON", async () => {
    expect((await deliver("{")).status).toBe(400);
  });

  test.each([
    ["negative image storage", { images_storage: -5 }],
    ["letters beyond f in the user_id", { user_id: "zzzzzzzz-2222-3333-4444-555555555555" }],
    ["negative monitoring storage", { monitoring_storage: -1 }],
    ["no monitoring storage", { monitoring_storage: undefined }],
  ])("accepts an order with %s", async (_, changes) => {
    expect((await deliver(orderBody(changes))).status).toBe(201);
  });

  test("stores the row and returns 500 while the provisioner is unreachable", async () => {
    const before = sandbox.webOrder.rows.length;
    sandbox.webOrder.isProvisionerReachable = false;
    const answer = await deliver(orderBody());
    sandbox.webOrder.isProvisionerReachable = true;
    expect(answer).toEqual({ status: 500, body: { error: expect.any(String) } });
    expect(sandbox.webOrder.rows).toHaveLength(before + 1);
  });

  test("can fail after the row was stored", async () => {
    const before = sandbox.webOrder.rows.length;
    sandbox.webOrder.faults.add({
      operation: "order.create",
      kind: { status: 500 },
      when: "after",
    });
    const { status, body } = await deliver(orderBody());
    expect(status).toBe(500);
    expect(body).toEqual({ error: expect.any(String) });
    expect(sandbox.webOrder.rows).toHaveLength(before + 1);
  });

  test("can fail before a row is stored", async () => {
    const before = sandbox.webOrder.rows.length;
    sandbox.webOrder.faults.add({ operation: "order.create", kind: "reset" });
    await expect(deliver(orderBody())).rejects.toThrow();
    expect(sandbox.webOrder.rows).toHaveLength(before);
  });
});

describe("a test can read and set", () => {
  test("the rows of one PayPal order", async () => {
    for (const paypal_id of ["TWICE", "ONCE", "TWICE"]) await deliver(orderBody({ paypal_id }));
    const twice = sandbox.webOrder.rows.filter(({ paypal_id }) => paypal_id === "TWICE");
    expect(sandbox.webOrder.findRows("TWICE")).toEqual(twice);
    expect(twice).toHaveLength(2);
    expect(sandbox.webOrder.findRows("NEVER")).toEqual([]);
  });

  test("the only cluster name that is rejected", async () => {
    const before = sandbox.webOrder.rows.length;
    sandbox.webOrder.refuse("taken", { status: 409, error: "name is taken" });
    sandbox.webOrder.refuse("bad-name");
    const taken = await deliver(orderBody({ cluster_name: "taken" }));
    expect([taken.status, taken.body]).toEqual([409, { error: "name is taken" }]);
    expect((await deliver(orderBody({ cluster_name: "bad-name" }))).status).toBe(400);
    expect(sandbox.webOrder.rows).toHaveLength(before);
    expect((await deliver(orderBody({ cluster_name: "free" }))).status).toBe(201);
  });

  test("the received headers", async () => {
    const headers = {
      "Idempotency-Key": "order-1",
      "X-Correlation-Id": "c-1",
      traceparent: "00-1",
    };
    await fetch(sandbox.webOrder.url, {
      method: "POST",
      headers,
      body: JSON.stringify(orderBody()),
    });
    expect(sandbox.webOrder.requests.at(-1)?.headers).toMatchObject({
      "idempotency-key": "order-1",
      "x-correlation-id": "c-1",
      traceparent: "00-1",
    });
  });
});

describe("GET /order/{id}", () => {
  const show = async (id: string): Promise<WebOrderAnswer> => {
    const response = await fetch(`${sandbox.webOrder.url}/${id}`);
    return { status: response.status, body: await response.json() };
  };

  test("returns one row by web-order's own id", async () => {
    const { body: row } = await deliver(orderBody({ paypal_id: "SHOWN" }));
    expect(await show(String(row.id))).toEqual({ status: 200, body: row });
  });

  test.each(["999999", "0", "SHOWN"])("returns 404 when there is none: %s", async (id) => {
    expect(await show(id)).toEqual({ status: 404, body: { error: expect.any(String) } });
  });
});

describe("a failure", () => {
  test.each([400, 404, 500])("has web-order's own message with its status %i", async (status) => {
    sandbox.webOrder.faults.add({ operation: "order.create", kind: { status } });
    expect(await deliver(orderBody())).toEqual({ status, body: { error: expect.any(String) } });
  });

  test.each([429, 502, 503, 504])("is the ingress's page with %i", async (status) => {
    sandbox.webOrder.faults.add({ operation: "order.create", kind: { status } });
    const answer = await fetch(sandbox.webOrder.url, { method: "POST", body: "{}" });
    expect([answer.status, answer.headers.get("content-type")]).toEqual([status, "text/html"]);
    expect(await answer.text()).toContain("<html>");
  });
});

test("an unknown path returns 404", async () => {
  expect((await post(`${sandbox.webOrder.url}/1`, {})).status).toBe(404);
});
