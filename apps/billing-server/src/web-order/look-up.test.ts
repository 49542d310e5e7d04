import { type Sandbox, startSandbox } from "@onekonsole/billing-sandbox";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { PayPalOrderId } from "../domain/order.ts";
import { answerJson, type OddAnswer, startOddServer } from "../testing/odd-server.ts";
import { paidOrder } from "../testing/paid-order.ts";
import { createWebOrder } from "./web-order.ts";

let sandbox: Sandbox;
let webOrder: ReturnType<typeof createWebOrder>;
beforeAll(async () => {
  sandbox = await startSandbox();
  webOrder = createWebOrder(sandbox.webOrder.url, 300);
});
afterEach(() => sandbox.webOrder.faults.clear());
afterAll(async () => {
  await webOrder.close();
  await sandbox.close();
});

const wanted = "WANTED1" as PayPalOrderId;

const pagesAsked = () => sandbox.webOrder.requests.filter(({ path }) => path === "/orders").length;

/** A look-up at a web-order that answers as told; also where it was asked. */
async function lookUpAt(answer: OddAnswer, path = "/order") {
  await using server = await startOddServer(answer);
  const odd = createWebOrder(server.url + path, 300);
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
    expect(pagesAsked() - before).toBe(Math.floor(sandbox.webOrder.rows.length / 10) + 1);
  });

  test("asks for another page after one that is just full", async () => {
    const rows = Array.from({ length: 10 }, (_, id) => ({ id: id + 1, paypal_id: `P${id}` }));
    const { lookup, asked } = await lookUpAt((request, response) =>
      answerJson(response, 200, request.url?.includes("start=0") ? rows : []),
    );
    expect(lookup).toEqual({ kind: "absent" });
    expect(asked).toEqual(["/orders?start=0&count=10", "/orders?start=10&count=10"]);
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

  test("is unknown when the list moved while it was read, for an order may have been missed", async () => {
    const row = (id: number) => ({ id, paypal_id: `P${id}` });
    const first = Array.from({ length: 10 }, (_, index) => row(index + 1));
    const { lookup } = await lookUpAt((request, response) =>
      answerJson(response, 200, request.url?.includes("start=0") ? first : [row(10), row(11)]),
    );
    expect(lookup).toMatchObject({ kind: "unknown" });
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
    const nowhere = createWebOrder("http://127.0.0.1:1/order");
    expect(await nowhere.lookUp(wanted)).toMatchObject({ kind: "unknown" });
    await nowhere.close();
  });
});
