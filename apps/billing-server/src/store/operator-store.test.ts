import { afterAll, beforeAll, expect, test } from "vitest";
import { gaveUp } from "../domain/paypal-event.ts";
import {
  openStoreUnderTest,
  storedOrder,
  type StoreUnderTest,
} from "../testing/store-under-test.ts";
import { createOperatorStore } from "./operator-store.ts";
import { createWebhookInbox } from "./webhook-inbox.ts";

let opened: StoreUnderTest;
beforeAll(async () => {
  opened = await openStoreUnderTest();
});
afterAll(() => opened[Symbol.asyncDispose]());

const hourAgo = () => new Date(Date.now() - 3_600_000);
const why = { actor: "ops", note: "PayPal was away." };

test("reconciling makes the orders opened since then due, and events given up since then are tried again", async () => {
  const { db, pool } = opened.database;
  const queued: string[] = [];
  const enqueueWebhook = async (_: unknown, id: string) => void queued.push(id);
  const inbox = createWebhookInbox(db, enqueueWebhook);
  const body = "{}";
  const events = ["WH-DEAD", "WH-DONE", "WH-OLD"].map((id) => ({ id, type: "X.Y", body }));
  await inbox.receive(events);
  await inbox.close("WH-DEAD", gaveUp);
  await inbox.close("WH-DONE", "followed");
  await inbox.close("WH-OLD", gaveUp);
  await pool.query(
    "update webhook_events set received_at = now() - interval '2 hours' where id = 'WH-OLD'",
  );
  queued.length = 0;
  await storedOrder(opened.store, { type: "order_gone" });
  const old = await storedOrder(opened.store);
  await pool.query("update orders set created_at = now() - interval '2 hours' where id = $1", [
    old.id,
  ]);

  const operators = createOperatorStore(db, enqueueWebhook);
  expect(await operators.reconcile({ since: hourAgo(), ...why })).toBe(1);
  expect(queued).toEqual(["WH-DEAD"]);
  const { rows } = await pool.query(
    "select id, outcome, processed_at is null as open from webhook_events order by id",
  );
  expect(rows).toEqual([
    { id: "WH-DEAD", outcome: null, open: true },
    { id: "WH-DONE", outcome: "followed", open: false },
    { id: "WH-OLD", outcome: gaveUp, open: false },
  ]);
  expect((await pool.query("select orders, actor from reconciliations")).rows).toEqual([
    { orders: 1, actor: "ops" },
  ]);
});
