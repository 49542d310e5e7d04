import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createBody, type ServedApp, serveApp } from "../testing/served-app.ts";

let app: ServedApp;
beforeAll(async () => {
  app = await serveApp();
});
afterAll(() => app[Symbol.asyncDispose]());

const get = (path: string) => fetch(app.url + path);
const groupBytes = (body: unknown) => new TextEncoder().encode(JSON.stringify(body));

/** Sends JSON with a content type; without one if it is `null`. */
const post = (path: string, body: unknown, type: string | null = "application/json") =>
  fetch(app.url + path, {
    method: "POST",
    body: groupBytes(body),
    headers: type === null ? {} : { "content-type": type },
  });

const contentTypes = [
  "application/json",
  "application/json; charset=utf-8",
  "text/plain;charset=UTF-8",
  "application/x-www-form-urlencoded",
  "multipart/form-data; boundary=x",
  "nonsense",
  null,
];

describe("GET /", () => {
  test("returns an empty JSON string, as the probes expect", async () => {
    const response = await get("/");
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toMatch(/^application\/json/);
    expect(await response.text()).toBe('""');
  });
});

describe("GET /order/prices", () => {
  const bytes =
    '{"basic":20,"img_storage_price_unit":1,"monitoring_option":5,"monitoring_storage_price_unit":1,"alerting_option":5}';

  test.each(["", "?", "?currency=USD", "?currency=EUR", "?unknown=1"])(
    "%s returns exactly the bytes that the console caches",
    async (query) => {
      const response = await get(`/order/prices${query}`);
      expect(response.status).toBe(200);
      expect(response.headers.get("content-type")).toMatch(/^application\/json/);
      expect(await response.text()).toBe(bytes);
    },
  );

  test.each(["GBP", "eur", "", "constructor"])(
    "rejects the currency %j by name",
    async (currency) => {
      const response = await get(`/order/prices?currency=${currency}`);
      expect(response.status).toBe(400);
      expect(await response.json()).toEqual({
        error: "currency must be one of USD, EUR",
        code: "invalid_input",
      });
    },
  );
});

describe("POST /order/create", () => {
  test.each(contentTypes)("reads JSON under the content type %s", async (type) => {
    const response = await post("/order/create", createBody(), type);
    expect(response.status).toBe(200);
    const body = (await response.json()) as { order_id: string };
    expect(body).toEqual({ order_id: expect.any(String), status: "CREATED" });
    expect(app.paypal.find(body.order_id)?.purchase_units[0]?.amount).toMatchObject({
      currency_code: "EUR",
      value: "31.00",
    });
  });

  test("returns these two fields, in this order, and nothing else", async () => {
    const text = await (await post("/order/create", createBody())).text();
    expect(text).toMatch(/^\{"order_id":"[A-Z0-9]+","status":"CREATED"\}$/);
  });

  test.each([["0.01"], [-5], [{ deep: ["nonsense"] }], [null], [undefined]])(
    "ignores the client's amount %j",
    async (amount) => {
      const response = await post("/order/create", createBody({ amount }));
      const { order_id: id } = (await response.json()) as { order_id: string };
      expect(app.paypal.find(id)?.purchase_units[0]?.amount.value).toBe("31.00");
    },
  );

  test("drops unknown fields", async () => {
    const body = createBody({ is_admin: true }, { price: 0, has_control_plane: false });
    expect((await post("/order/create", body)).status).toBe(200);
  });
});

describe("POST /order/approve", () => {
  const create = async (): Promise<string> => {
    const created = await post("/order/create", createBody());
    return ((await created.json()) as { order_id: string }).order_id;
  };

  test.each(contentTypes)("reads JSON under the content type %s", async (type) => {
    const id = await create();
    app.paypal.approve(id);
    const response = await post("/order/approve", { order_id: id }, type);
    expect(response.status).toBe(200);
    expect(await response.text()).toBe(`{"id":"${id}","status":"APPROVED"}`);
  });

  test("returns COMPLETED if the browser captured, also if repeated", async () => {
    const id = await create();
    app.paypal.captureInBrowser(id);
    for (let call = 0; call < 2; call += 1) {
      const response = await post("/order/approve", { order_id: id });
      expect(await response.text()).toBe(`{"id":"${id}","status":"COMPLETED"}`);
    }
  });

  test("rejects an order that the payer has not approved", async () => {
    const response = await post("/order/approve", { order_id: await create() });
    expect(response.status).toBe(409);
    expect(await response.json()).toMatchObject({ code: "order_not_approved" });
  });

  test("rejects an unknown order without a call to PayPal", async () => {
    const before = app.paypal.requests.length;
    const response = await post("/order/approve", { order_id: "5O190127TN364715T" });
    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({
      error: "There is no such order.",
      code: "order_not_found",
    });
    expect(app.paypal.requests).toHaveLength(before);
  });
});

describe("PayPal's failures", () => {
  test.each([
    [{ kind: { status: 503 } as const, times: 3 }, 503, "paypal_unavailable"],
    [{ kind: "hang" as const, times: 3 }, 504, "paypal_timeout"],
  ])("%j is returned as our error with %i", async (fault, status, code) => {
    app.paypal.faults.add({ operation: "orders.create", ...fault });
    const response = await post("/order/create", createBody());
    app.paypal.faults.clear();
    expect(response.status).toBe(status);
    const text = await response.text();
    expect(JSON.parse(text)).toMatchObject({ code });
    expect(text).not.toMatch(/SERVICE_UNAVAILABLE|127\.0\.0\.1/);
  });

  // Before the order exists at PayPal there is no payer, so none of these is about one.
  test.each([
    ["PAYEE_ACCOUNT_RESTRICTED", 502, "paypal_refused"],
    ["TRANSACTION_REFUSED", 502, "paypal_refused"],
    ["INSTRUMENT_DECLINED", 502, "paypal_refused"],
    ["PAYER_ACTION_REQUIRED", 502, "paypal_refused"],
    ["ORDER_ALREADY_CAPTURED", 502, "paypal_refused"],
    ["ORDER_EXPIRED", 503, "paypal_unavailable"],
    ["INVALID_RESOURCE_ID", 503, "paypal_unavailable"],
  ])("%s on create is an error of the service, and is logged", async (issue, status, code) => {
    const before = app.logged.length;
    app.paypal.faults.add({ operation: "orders.create", kind: "issue", issue });
    const response = await post("/order/create", createBody());
    app.paypal.faults.clear();
    expect(response.status).toBe(status);
    const text = await response.text();
    expect(JSON.parse(text)).toMatchObject({ code });
    expect(text).not.toMatch(/expired|declined|approve|[A-Z]+_[A-Z]+/);
    const fields = { code, issue, debug_id: expect.any(String) };
    expect(app.logged.slice(before)).toMatchObject([{ level: "warn", fields }]);
  });
});
