import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type Sandbox, startSandbox } from "../start-sandbox.ts";
import { PayPalCaller } from "../testing/paypal-caller.ts";
import { orderBody, webOrderCaller } from "../testing/web-order-caller.ts";

let sandbox: Sandbox;
let deliver: ReturnType<typeof webOrderCaller>["deliver"];
let list: ReturnType<typeof webOrderCaller>["list"];
beforeAll(async () => {
  sandbox = await startSandbox();
  ({ deliver, list } = webOrderCaller(sandbox.webOrder));
});
afterEach(() => sandbox.webOrder.faults.clear());
afterAll(() => sandbox.close());

describe("POST /orders", () => {
  const fill = async (count: number, user_id: string): Promise<string[]> => {
    const ids = Array.from({ length: count }, (_, index) => `${user_id.slice(0, 8)}X${index}`);
    for (const paypal_id of ids) await deliver(orderBody({ user_id, paypal_id }));
    return ids;
  };

  test("lists every order on pages of at most ten, always in the same order", async () => {
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

  test.each(["count=0", "count=-3", "count=11", "count=", ""])(
    "returns ten orders per page for %j",
    async (count) => {
      await fill(11, "12121212-2222-3333-4444-555555555555");
      expect((await list(`start=0&${count}`)).body).toHaveLength(10);
    },
  );

  test("is an empty list past its end", async () => {
    expect(await list("start=1000")).toEqual({ status: 200, body: [] });
  });

  test.each([[""], [{}], ["null"]])("lists every order as a plain row for %j", async (body) => {
    await deliver(orderBody());
    expect((await list("", body)).body).toEqual((await list("")).body);
    expect((await list("count=1", body)).body).toEqual([
      expect.objectContaining({ id: expect.any(Number), paypal_id: expect.any(String) }),
    ]);
  });

  test.each([["[]"], ['"text"'], ["7"], ["{"], [{ user_id: 7 }], [{ user_id: null }]])(
    "returns 500 for a body that is not an object of strings: %j",
    async (body) => {
      expect(await list("", body)).toEqual({ status: 500, body: { error: expect.any(String) } });
    },
  );
});

describe("POST /orders of one user", () => {
  const user_id = "abcdabcd-2222-3333-4444-555555555555";
  const noPayPalOrder = { id: "", intent: "", status: "", purchase_units: null, create_time: "" };
  let paid: string;
  beforeAll(async () => {
    const caller = new PayPalCaller(sandbox.paypal);
    await caller.login();
    paid = (await caller.create()).body.id;
    sandbox.paypal.captureInBrowser(paid);
  });
  afterEach(() => {
    sandbox.webOrder.paypalLink = "up";
    return sandbox.paypal.up();
  });

  test("has each row beside PayPal's order", async () => {
    const { body: row } = await deliver(orderBody({ user_id, paypal_id: paid }));
    expect(await list("start=0&count=10", { user_id })).toEqual({
      status: 200,
      body: [
        {
          app_order: row,
          paypal_order: {
            id: paid,
            intent: "CAPTURE",
            status: "COMPLETED",
            purchase_units: [
              {
                reference_id: "default",
                amount: { currency_code: expect.any(String), value: expect.any(String) },
                payee: { email_address: expect.any(String), merchant_id: expect.any(String) },
              },
            ],
            create_time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
          },
        },
      ],
    });
  });

  test("is null when there is none, and compares ids case-sensitively", async () => {
    const unknownUser = { user_id: "99999999-2222-3333-4444-555555555555" };
    expect(await list("", unknownUser)).toEqual({ status: 200, body: null });
    await deliver(orderBody({ user_id }));
    expect((await list("", { user_id })).body).not.toBeNull();
    expect((await list("", { user_id: user_id.toUpperCase() })).body).toBeNull();
  });

  test("lists an order that PayPal does not show, with an empty PayPal order", async () => {
    const user = { user_id: "55555555-2222-3333-4444-555555555555" };
    const caller = new PayPalCaller(sandbox.paypal);
    await caller.login();
    const left = (await caller.create()).body.id;
    for (const paypal_id of [left, "UNKNOWN"]) await deliver(orderBody({ ...user, paypal_id }));
    const shown = async () => {
      const { body } = await list("", user);
      const entries = (body as { app_order: { paypal_id: string }; paypal_order: object }[]).map(
        ({ app_order, paypal_order }) => [app_order.paypal_id, paypal_order],
      );
      return Object.fromEntries(entries) as Record<string, object>;
    };
    expect(await shown()).toMatchObject({ [left]: { id: left }, UNKNOWN: noPayPalOrder });
    sandbox.webOrder.paypalLink = "other_environment";
    expect(await shown()).toEqual({ [left]: noPayPalOrder, UNKNOWN: noPayPalOrder });
    sandbox.webOrder.paypalLink = "up";
    await sandbox.paypal.down("unavailable");
    expect(await shown()).toEqual({ [left]: noPayPalOrder, UNKNOWN: noPayPalOrder });
    await sandbox.paypal.up();
    sandbox.paypal.expire(left);
    expect(await shown()).toEqual({ [left]: noPayPalOrder, UNKNOWN: noPayPalOrder });
  });

  test("fails only while PayPal is unreachable and the user has orders", async () => {
    await deliver(orderBody({ user_id, paypal_id: paid }));
    const failed = { status: 500, body: { error: "Could not retrieve paypal order details" } };
    sandbox.webOrder.paypalLink = "down";
    expect(await list("", { user_id })).toEqual(failed);
    expect((await list("")).status).toBe(200);
    const unknownUser = { user_id: "99999999-2222-3333-4444-555555555555" };
    expect((await list("", unknownUser)).body).toBeNull();
    sandbox.webOrder.paypalLink = "up";
    await sandbox.paypal.down();
    expect(await list("", { user_id })).toEqual(failed);
  });
});

describe("both lists", () => {
  test("can fail", async () => {
    sandbox.webOrder.faults.add({ operation: "orders.list", kind: { status: 503 } });
    const answer = await fetch(`${sandbox.webOrder.url}s`, { method: "POST" });
    expect(answer.status).toBe(503);
  });

  test("reject a page that is not a number", async () => {
    expect((await list("start=x")).status).toBe(400);
  });
});
