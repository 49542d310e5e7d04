import { afterAll, beforeAll, expect, test } from "vitest";
import type { PayPalOrderId } from "../domain/order.ts";
import { type UnmatchedPayment } from "../domain/paypal-event.ts";
import {
  followed,
  gaveUp,
  strayPayment,
  unknownOrder,
  unknownPayment,
  type WebhookInbox,
} from "../ports/webhook-inbox.ts";
import {
  openStoreUnderTest,
  storedOrder,
  type StoreUnderTest,
} from "../testing/store-under-test.ts";
import { closeUnmatched, countUnmatched, listUnmatched } from "./unmatched-payments.ts";
import { createWebhookInbox } from "./webhook-inbox.ts";

let opened: StoreUnderTest;
let inbox: WebhookInbox;
beforeAll(async () => {
  opened = await openStoreUnderTest();
  inbox = createWebhookInbox(opened.database.db, async () => undefined);
});
afterAll(() => opened[Symbol.asyncDispose]());

const receive = (id: string) =>
  inbox.receive([{ id, type: "PAYMENT.CAPTURE.COMPLETED", body: "{}" }]);
const amount = { currency_code: "EUR", value: "0.01" };
const listed = async () =>
  (await listUnmatched(opened.database.db)).map(({ eventId, kind }) => `${kind} ${eventId}`);

test("payments without an order are listed and counted until they are closed or matched", async () => {
  const { db } = opened.database;
  const order = await storedOrder(opened.store);
  const payment: UnmatchedPayment = {
    kind: "stray",
    orderId: order.id,
    paypalOrderId: "ELSEWHERE" as PayPalOrderId,
    captureId: "C-1",
    amount,
  };
  for (const id of ["WH-1", "WH-2", "WH-3"]) await receive(id);
  await inbox.close("WH-1", strayPayment, payment);
  await inbox.close("WH-2", unknownPayment, { ...payment, kind: "lost", amount: null });
  await inbox.close("WH-3", unknownOrder);
  expect(await listUnmatched(db)).toMatchObject([
    { kind: "stray", namedOrder: order.paypalOrderId, captureId: "C-1", amount },
    { kind: "lost", amount: null, foundAt: expect.any(Date) },
  ]);
  expect(await countUnmatched(db)).toEqual({ stray: 1, lost: 1 });

  const closure = { eventId: "WH-1", actor: "ada (u-1)", note: "refunded in the dashboard" };
  expect(await closeUnmatched(db, closure)).toBe(true);
  expect(await closeUnmatched(db, { ...closure, actor: "bob" })).toBe(false);
  expect(await closeUnmatched(db, { ...closure, eventId: "WH-3" })).toBe(false);
  expect(await listed()).toEqual(["lost WH-2"]);
  await inbox.close("WH-2", "followed");
  expect(await listed()).toEqual([]);
  expect(await countUnmatched(db)).toEqual({ stray: 0, lost: 0 });
  const { rows } = await opened.database.pool.query(
    "select event_id, closed_by, note from unmatched_payments order by event_id",
  );
  expect(rows).toMatchObject([
    { event_id: "WH-1", closed_by: "ada (u-1)", note: "refunded in the dashboard" },
    { event_id: "WH-2", closed_by: "billing-server" },
  ]);
});

test("an event that is processed again is listed once, with its last outcome", async () => {
  const order = await storedOrder(opened.store);
  const about = { orderId: order.id, paypalOrderId: null, captureId: null, amount };
  await receive("WH-9");
  await inbox.close("WH-9", unknownPayment, { ...about, kind: "lost" });
  await inbox.close("WH-9", strayPayment, { ...about, kind: "stray" });
  expect(await listed()).toEqual(["stray WH-9"]);
});

test("only its order removes a payment from the list, and a closed one stays as it was closed", async () => {
  const { db, pool } = opened.database;
  const order = await storedOrder(opened.store);
  const lost: UnmatchedPayment = {
    kind: "lost",
    orderId: order.id,
    paypalOrderId: null,
    captureId: null,
    amount,
  };
  await receive("WH-LOST");
  await inbox.close("WH-LOST", unknownPayment, lost);
  // Processed again, the event failed for hours, or PayPal did not show its order.
  for (const outcome of [gaveUp, unknownOrder]) {
    await inbox.close("WH-LOST", outcome);
    expect(await listed()).toContain("lost WH-LOST");
  }
  const closure = { eventId: "WH-LOST", actor: "ada (u-1)", note: "refunded in the dashboard" };
  expect(await closeUnmatched(db, closure)).toBe(true);
  const closed = () => pool.query("select * from unmatched_payments where event_id = 'WH-LOST'");
  const { rows: before } = await closed();
  await inbox.close("WH-LOST", strayPayment, { ...lost, kind: "stray" });
  await inbox.close("WH-LOST", followed);
  for (const change of [
    "update unmatched_payments set note = 'x' where event_id = 'WH-LOST'",
    "delete from unmatched_payments where event_id = 'WH-LOST'",
    "truncate unmatched_payments",
  ])
    await expect(pool.query(change)).rejects.toThrow();
  expect((await closed()).rows).toEqual(before);
});
