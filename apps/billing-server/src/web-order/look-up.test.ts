import { type Sandbox, startSandbox } from "@onekonsole/billing-sandbox";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Breaker } from "../ports/breaker.ts";
import { closedBreaker } from "../testing/closed-breaker.ts";
import { answerJson, type FaultyAnswer, startFaultyServer } from "../testing/faulty-server.ts";
import { paidOrder } from "../testing/paid-order.ts";
import {
  listing,
  lookUpAt,
  listedOrder,
  rowsTo,
  wanted,
  wantedOrder,
} from "../testing/web-order-lists.ts";
import { createWebOrder } from "./web-order.ts";

let sandbox: Sandbox;
let webOrder: ReturnType<typeof createWebOrder>;
beforeAll(async () => {
  sandbox = await startSandbox();
  const { url } = sandbox.webOrder;
  webOrder = createWebOrder({ url, breaker: closedBreaker, deadlineMs: 30_000 });
});
afterEach(() => sandbox.webOrder.faults.clear());
afterAll(async () => {
  await webOrder.close();
  await sandbox.close();
});

/** The requests for web-order's list. */
const listRequests = () => sandbox.webOrder.requests.filter(({ path }) => path === "/orders");

describe("lookUp", () => {
  test("is absent from an empty list", async () => {
    expect(await webOrder.lookUp(wantedOrder)).toEqual({ kind: "absent" });
  });

  test("finds every one of many orders, wherever they are in the list", async () => {
    const orders = Array.from({ length: 43 }, () => paidOrder());
    for (const order of orders) await webOrder.deliver(order);
    for (const order of orders) {
      const row = sandbox.webOrder.rows.find(({ paypal_id: id }) => id === order.paypalOrderId);
      const found = { kind: "found", webOrderId: row?.id };
      expect(await webOrder.lookUp(order)).toEqual(found);
    }
  });

  test("is absent only after the last page", async () => {
    const before = listRequests().length;
    expect(await webOrder.lookUp(wantedOrder)).toEqual({ kind: "absent" });
    // Pages overlap by one row.
    expect(listRequests().length - before).toBe(Math.ceil((sandbox.webOrder.rows.length - 1) / 9));
  });

  test("requests another page after a page that is exactly full", async () => {
    const { lookup, requested } = await lookUpAt(listing(rowsTo(10)));
    expect(lookup).toEqual({ kind: "absent" });
    expect(requested).toEqual(["/orders?start=0&count=10", "/orders?start=9&count=10"]);
  });

  test("reads null as an empty list, as Go encodes it", async () => {
    const { lookup } = await lookUpAt((_, response) => answerJson(response, 200, null));
    expect(lookup).toEqual({ kind: "absent" });
  });

  test.each([
    ["an object around the list", { orders: [{ id: 7, paypal_id: wanted }], total: 1 }],
    ["the list", [{ id: 7, paypal_id: wanted }]],
  ])("finds the order in %s", async (_, body) => {
    const { lookup } = await lookUpAt((_request, response) => answerJson(response, 200, body));
    expect(lookup).toEqual({ kind: "found", webOrderId: 7 });
  });

  test("is absent from an empty list in an object", async () => {
    const body = { orders: null };
    const { lookup } = await lookUpAt((_, response) => answerJson(response, 200, body));
    expect(lookup).toEqual({ kind: "absent" });
  });

  test.each([
    ["a row was added before them", (rows: object[]) => void rows.unshift(listedOrder(99))],
    ["a row before them was deleted", (rows: object[]) => void rows.shift()],
    ["they were reordered", (rows: object[]) => void rows.splice(0, 25, ...rows.toReversed())],
    ["all of them were deleted", (rows: object[]) => void rows.splice(0)],
  ])(
    "is unknown if %s while pages were read, since an order may have been missed",
    async (_, move) => {
      const rows: object[] = rowsTo(25);
      const { lookup, requested } = await lookUpAt(listing(rows, () => move(rows)));
      expect(lookup).toMatchObject({ kind: "unknown", reason: expect.stringContaining("changed") });
      expect(requested).toHaveLength(2);
    },
  );

  test("finds an order that was added while pages were read", async () => {
    const rows: object[] = rowsTo(25);
    const wantedRow = { id: 99, paypal_id: wanted };
    const { lookup } = await lookUpAt(listing(rows, () => void rows.push(wantedRow)));
    expect(lookup).toEqual({ kind: "found", webOrderId: 99 });
  });

  test.each([
    ["/order", "/orders"],
    ["/order/", "/orders"],
    ["/api/order", "/api/orders"],
    ["/api/order//", "/api/orders"],
    ["/api/order?tenant=1", "/api/orders"],
    ["", "/orders"],
  ])("with %j scans the list at %s", async (path, list) => {
    const { requested } = await lookUpAt((_, response) => answerJson(response, 200, []), path);
    expect(requested).toEqual([`${list}?start=0&count=10`]);
  });

  test.each<[string, FaultyAnswer]>([
    ["a 500", (_, response) => answerJson(response, 500, { error: "down" })],
    ["a 404", (_, response) => answerJson(response, 404, { error: "no such route" })],
    ["a 204", (_, response) => response.writeHead(204).end()],
    ["no list", (_, response) => answerJson(response, 200, { error: "database is locked" })],
    ["two lists", (_, response) => answerJson(response, 200, { orders: [], others: [] })],
    ["a row without a paypal_id", (_, response) => answerJson(response, 200, [{ id: 1 }])],
    ["a closed connection", (_, response) => response.destroy()],
    ["silence", () => undefined],
    ["HTML", (_, response) => response.end("<html></html>")],
    ["an empty body", (_, response) => response.end()],
  ])("is unknown, never absent, after %s", async (_, answer) => {
    const { lookup } = await lookUpAt(answer);
    expect(lookup).toEqual({ kind: "unknown", reason: expect.any(String) });
  });

  test("is unknown if a later page fails, although the first was read", async () => {
    const rows = Array.from({ length: 10 }, (_, id) => ({ id: id + 1, paypal_id: `P${id}` }));
    const { lookup } = await lookUpAt((request, response) =>
      request.url?.includes("start=0")
        ? answerJson(response, 200, rows)
        : answerJson(response, 500, { error: "down" }),
    );
    expect(lookup).toMatchObject({ kind: "unknown" });
  });

  test("is unknown if the connection is refused", async () => {
    const nowhere = createWebOrder({ url: "http://127.0.0.1:1/order", breaker: closedBreaker });
    expect(await nowhere.lookUp(wantedOrder)).toMatchObject({ kind: "unknown" });
    await nowhere.close();
  });
});

describe("the list that is read", () => {
  const user = "0a0a0a0a-1111-2222-3333-444444444444";
  const ofUser = () => paidOrder({ details: { ...wantedOrder.details, user_id: user } });

  test("the user's own, in one page however many orders others have", async () => {
    const order = ofUser();
    await webOrder.deliver(order);
    const before = listRequests().length;
    expect(await webOrder.lookUp(order)).toMatchObject({ kind: "found" });
    expect(await webOrder.lookUp(ofUser())).toEqual({ kind: "absent" });
    expect(
      listRequests()
        .slice(before)
        .map(({ body }) => body),
    ).toEqual([{ user_id: user }, { user_id: user }]);
  });

  test("the user's by the id as an earlier release sent it", async () => {
    const { details } = ofUser();
    const order = paidOrder({ details, userIdAtWebOrder: user.toUpperCase() });
    const sent = { ...details, user_id: order.userIdAtWebOrder };
    await webOrder.deliver({ ...order, details: sent });
    expect(await webOrder.lookUp(order)).toMatchObject({ kind: "found" });
  });

  test("all orders if web-order cannot list the user's", async () => {
    const [arrived, lost] = [ofUser(), ofUser()];
    await webOrder.deliver(arrived);
    sandbox.webOrder.paypalLink = "down";
    const before = listRequests().length;
    const lookups = await Promise.all([webOrder.lookUp(arrived), webOrder.lookUp(lost)]);
    sandbox.webOrder.paypalLink = "up";
    expect(lookups).toMatchObject([{ kind: "found" }, { kind: "absent" }]);
    const requested = listRequests().slice(before);
    expect(requested.slice(0, 2).map(({ body }) => body)).toEqual([
      { user_id: user },
      { user_id: user },
    ]);
    expect(requested.at(-1)?.body).toEqual({});
  });

  test("none while the breaker is open: the result has the time to wait", async () => {
    const shut: Breaker = { run: async () => "open", state: "open", pauseMs: 3_000 };
    const spared = createWebOrder({ url: sandbox.webOrder.url, breaker: shut });
    const before = listRequests().length;
    expect(await spared.lookUp(wantedOrder)).toMatchObject({
      kind: "unknown",
      retryAfterMs: 3_000,
    });
    expect(listRequests()).toHaveLength(before);
    await spared.close();
  });

  test.each<[string, boolean, FaultyAnswer]>([
    ["no response", true, (_, response) => void response.destroy()],
    [
      "another server's page",
      true,
      (_, response) => void response.writeHead(502).end("<html></html>"),
    ],
    ["its own 500", false, (_, response) => answerJson(response, 500, { error: "expired" })],
    ["a list", false, (_, response) => answerJson(response, 200, [])],
    ["an unreadable row", false, (_, response) => answerJson(response, 200, [7])],
  ])("%s counts as an outage: %j", async (_, counts, answer) => {
    const outages: boolean[] = [];
    const watched: Breaker = {
      state: "closed",
      pauseMs: 0,
      run: async (call, isOutage) => {
        const outcome = await call();
        outages.push(isOutage(outcome));
        return outcome;
      },
    };
    await using server = await startFaultyServer(answer);
    const odd = createWebOrder({ url: `${server.url}/order`, breaker: watched });
    await odd.lookUp(wantedOrder);
    await odd.close();
    expect(outages).toEqual([counts]);
  });
});
