import { afterAll, beforeAll, expect, test } from "vitest";
import { unknownOrder, unknownPayment } from "../domain/paypal-event.ts";
import { openStoreUnderTest, type StoreUnderTest } from "../testing/store-under-test.ts";
import { countUnknownPayments } from "./count-unknown-payments.ts";
import { createWebhookInbox } from "./webhook-inbox.ts";

let opened: StoreUnderTest;
beforeAll(async () => {
  opened = await openStoreUnderTest();
});
afterAll(() => opened[Symbol.asyncDispose]());

test("counts the payments without an order, for a week or until they are followed", async () => {
  const { db, pool } = opened.database;
  const inbox = createWebhookInbox(db, async () => undefined);
  const ids = ["WH-1", "WH-2", "WH-3", "WH-OTHER"];
  await inbox.receive(ids.map((id) => ({ id, type: "PAYMENT.CAPTURE.COMPLETED", body: "{}" })));
  expect(await countUnknownPayments(db)).toBe(0);
  for (const id of ids) await inbox.close(id, id === "WH-OTHER" ? unknownOrder : unknownPayment);
  expect(await countUnknownPayments(db)).toBe(3);
  await inbox.close("WH-2", "followed");
  await pool.query(
    "update webhook_events set received_at = now() - interval '8 days' where id = 'WH-3'",
  );
  expect(await countUnknownPayments(db)).toBe(1);
});
