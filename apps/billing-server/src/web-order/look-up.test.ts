import { type Sandbox, startSandbox } from "@onekonsole/billing-sandbox";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { PayPalOrderId } from "../domain/order.ts";
import { answerJson, type OddAnswer, startOddServer } from "../testing/odd-server.ts";
import { openDoor } from "../testing/open-door.ts";
import { paidOrder } from "../testing/paid-order.ts";
import { createWebOrder } from "./web-order.ts";

let sandbox: Sandbox;
let webOrder: ReturnType<typeof createWebOrder>;
beforeAll(async () => {
  sandbox = await startSandbox();
  webOrder = createWebOrder({ url: sandbox.webOrder.url, breaker: openDoor, deadlineMs: 300 });
});
afterEach(() => sandbox.webOrder.faults.clear());
afterAll(async () => {
  await webOrder.close();
  await sandbox.close();
});

const wanted = "WANTED1" as PayPalOrderId;

const pagesAsked = () => sandbox.webOrder.requests.filter(({ path }) => path === "/orders").length;

const rowOf = (id: number) => ({ id, paypal_id: `P${id}` });
const rowsTo = (last: number) => Array.from({ length: last }, (_, index) => rowOf(index + 1));

/** Pages of a list; something happens to it after the first one. */
function listing(rows: readonly object[], afterFirst: () => void = () => undefined): OddAnswer {
  return (request, response) => {
    const { searchParams } = new URL(request.url ?? "", "http://web-order");
    const start = Number(searchParams.get("start"));
    answerJson(response, 200, rows.slice(start, start + Number(searchParams.get("count"))));
    if (start === 0) afterFirst();
  };
}

/** A look-up at a web-order that answers as told; also where it was asked. */
async function lookUpAt(answer: OddAnswer, path = "/order") {
  await using server = await startOddServer(answer);
  const odd = createWebOrder({ url: server.url + path, breaker: openDoor, deadlineMs: 300 });
  const lookup = await odd.lookUp(wanted);
  await odd.close();
  return { lookup, asked: server.received.map(({ url }) => url) };
}

describe("lookUp", () => {
  test("is absent from an empty list", async () => {
    expect(await webOrder.lookUp(wanted)).toEqual({ kind: "absent" });
  });

  test("finds every one of many orders, wherever the list has it", async () => {
    const orders = Array.from({ length: 43 }, () => paidOrder());
    for (const order of orders) await webOrder.deliver(order);
    for (const { paypalOrderId } of orders) {
      const row = sandbox.webOrder.rows.find(({ paypal_id: id }) => id === paypalOrderId);
      const found = { kind: "found", webOrderId: row?.id };
      expect(await webOrder.lookUp(paypalOrderId)).toEqual(found);
    }
  });

  test("says absent only after the last page", async () => {
    const before = pagesAsked();
    expect(await webOrder.lookUp(wanted)).toEqual({ kind: "absent" });
    // Pages overlap by one row.
    expect(pagesAsked() - before).toBe(Math.ceil((sandbox.webOrder.rows.length - 1) / 9));
  });

  test("asks for another page after one that is just full", async () => {
    const { lookup, asked } = await lookUpAt(listing(rowsTo(10)));
    expect(lookup).toEqual({ kind: "absent" });
    expect(asked).toEqual(["/orders?start=0&count=10", "/orders?start=9&count=10"]);
  });

  test("takes null for an empty list, as Go writes it", async () => {
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
    ["a row came before them", (rows: object[]) => void rows.unshift(rowOf(99))],
    ["a row before them went", (rows: object[]) => void rows.shift()],
    ["they changed places", (rows: object[]) => void rows.splice(0, 25, ...rows.toReversed())],
    ["all of them went", (rows: object[]) => void rows.splice(0)],
  ])(
    "is unknown when %s while pages were read, for an order may have been missed",
    async (_, move) => {
      const rows: object[] = rowsTo(25);
      const { lookup, asked } = await lookUpAt(listing(rows, () => move(rows)));
      expect(lookup).toMatchObject({ kind: "unknown", reason: expect.stringContaining("moved") });
      expect(asked).toHaveLength(2);
    },
  );

  test("finds an order that came while pages were read", async () => {
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
  ])("of %j walks the list at %s", async (path, list) => {
    const { asked } = await lookUpAt((_, response) => answerJson(response, 200, []), path);
    expect(asked).toEqual([`${list}?start=0&count=10`]);
  });

  test.each<[string, OddAnswer]>([
    ["a 500", (_, response) => answerJson(response, 500, { error: "down" })],
    ["a 404", (_, response) => answerJson(response, 404, { error: "no such route" })],
    ["a 204", (_, response) => response.writeHead(204).end()],
    ["no list", (_, response) => answerJson(response, 200, { error: "database is locked" })],
    ["two lists", (_, response) => answerJson(response, 200, { orders: [], others: [] })],
    ["a row without a paypal_id", (_, response) => answerJson(response, 200, [{ id: 1 }])],
    ["a cut connection", (_, response) => response.destroy()],
    ["silence", () => undefined],
    ["HTML", (_, response) => response.end("<html></html>")],
    ["an empty body", (_, response) => response.end()],
  ])("is unknown, never absent, after %s", async (_, answer) => {
    const { lookup } = await lookUpAt(answer);
    expect(lookup).toEqual({ kind: "unknown", reason: expect.any(String) });
  });

  test("is unknown when a later page fails, though the first was read", async () => {
    const rows = Array.from({ length: 10 }, (_, id) => ({ id: id + 1, paypal_id: `P${id}` }));
    const { lookup } = await lookUpAt((request, response) =>
      request.url?.includes("start=0")
        ? answerJson(response, 200, rows)
        : answerJson(response, 500, { error: "down" }),
    );
    expect(lookup).toMatchObject({ kind: "unknown" });
  });

  test("is unknown when nobody listens", async () => {
    const nowhere = createWebOrder({ url: "http://127.0.0.1:1/order", breaker: openDoor });
    expect(await nowhere.lookUp(wanted)).toMatchObject({ kind: "unknown" });
    await nowhere.close();
  });
});
