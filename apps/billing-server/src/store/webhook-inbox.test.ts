import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { WebhookInbox } from "../ports/webhook-inbox.ts";
import { openStoreUnderTest, type StoreUnderTest } from "../testing/store-under-test.ts";
import { openDatabase } from "./database.ts";
import { createWebhookInbox } from "./webhook-inbox.ts";

let opened: StoreUnderTest;
let inbox: WebhookInbox;
const queued: string[] = [];
beforeAll(async () => {
  opened = await openStoreUnderTest();
  inbox = createWebhookInbox(opened.database.db, async (_, id) => void queued.push(id));
});
afterAll(() => opened[Symbol.asyncDispose]());

const type = "PAYMENT.CAPTURE.COMPLETED";
const event = (id: string, body = `{"id":"${id}","n":1.0}`) => ({ id, type, body });

describe("the inbox", () => {
  test("stores an event unchanged and queues its processing", async () => {
    await inbox.receive([event("WH-1", '{ "id":"WH-1","n":1.0,"city":"Orléans"}\n')]);
    expect(await inbox.find("WH-1")).toEqual({
      id: "WH-1",
      body: '{ "id":"WH-1","n":1.0,"city":"Orléans"}\n',
      ageMs: expect.any(Number),
    });
    expect(queued.filter((id) => id === "WH-1")).toHaveLength(1);
  });

  test("stores an event once that arrives twenty times concurrently", async () => {
    await Promise.all(Array.from({ length: 20 }, () => inbox.receive([event("WH-2")])));
    expect(queued.filter((id) => id === "WH-2")).toHaveLength(1);
  });

  test("keeps the first text under an id, whatever a repeated delivery contains", async () => {
    await inbox.receive([event("WH-3", "first")]);
    await inbox.receive([event("WH-3", "second")]);
    expect(await inbox.find("WH-3")).toMatchObject({ body: "first" });
    expect(queued.filter((id) => id === "WH-3")).toHaveLength(1);
  });

  test("stores the new events of many, and returns their number", async () => {
    await inbox.receive([event("WH-10")]);
    expect(await inbox.receive([event("WH-10"), event("WH-11"), event("WH-12")])).toBe(2);
    expect(await inbox.receive([])).toBe(0);
    expect(queued.filter((id) => /WH-1[0-2]/.test(id)).toSorted()).toEqual([
      "WH-10",
      "WH-11",
      "WH-12",
    ]);
  });

  test("stores nothing that it could not queue, so that PayPal sends it again", async () => {
    const broken = createWebhookInbox(opened.database.db, () =>
      Promise.reject(new Error("broken")),
    );
    await expect(broken.receive([event("WH-4")])).rejects.toThrow("broken");
    expect(await inbox.find("WH-4")).toBeNull();
    await inbox.receive([event("WH-4")]);
    expect(await inbox.find("WH-4")).toMatchObject({ id: "WH-4" });
  });

  test("records the outcome of an event", async () => {
    await inbox.receive([event("WH-5")]);
    await inbox.close("WH-5", "followed");
    const { rows } = await opened.database.pool.query(
      "select event_type, outcome, processed_at >= received_at as later from webhook_events where id = 'WH-5'",
    );
    expect(rows).toEqual([{ event_type: type, outcome: "followed", later: true }]);
  });

  test("returns nothing for an unknown event", async () => {
    expect(await inbox.find("WH-NEVER")).toBeNull();
  });

  test("rejects with service_unavailable in every method while the database is unavailable", async () => {
    const database = openDatabase({ url: "postgres://unknown@127.0.0.1:1/nowhere" });
    const away = createWebhookInbox(database.db, async () => undefined);
    const busy = { name: "BillingError", code: "service_unavailable" };
    await expect(away.receive([event("WH-6")])).rejects.toMatchObject(busy);
    await expect(away.find("WH-6")).rejects.toMatchObject(busy);
    await expect(away.close("WH-6", "followed")).rejects.toMatchObject(busy);
    await database.close();
  });
});
