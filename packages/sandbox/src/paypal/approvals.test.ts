import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Sandbox, startSandbox } from "../start-sandbox.ts";
import { PayPalCaller } from "../testing/paypal-caller.ts";
import { WebhookReceiver } from "../testing/webhook-receiver.ts";

let sandbox: Sandbox;
let receiver: WebhookReceiver;
let caller: PayPalCaller;
let id: string;
beforeAll(async () => {
  sandbox = await startSandbox();
  receiver = await new WebhookReceiver().listen();
  sandbox.paypal.webhooks.subscribe({ url: receiver.url });
  caller = new PayPalCaller(sandbox.paypal);
});
beforeEach(async () => {
  await caller.login();
  await sandbox.paypal.webhooks.idle();
  receiver.received.length = 0;
  id = (await caller.create()).body.id;
});
afterAll(async () => {
  await sandbox.close();
  await receiver[Symbol.asyncDispose]();
});

const shown = async () => {
  const { status, update_time } = (await caller.order(id)).body;
  return { status, update_time };
};
const declined = async (key: string) =>
  expect((await caller.capture(id, { "paypal-request-id": key })).status).toBe(422);

test("a decline keeps the order's approval and its time, until the payer approves again", async () => {
  sandbox.paypal.approve(id, { capture: "DECLINED" });
  const approved = await shown();
  await declined("a-1");
  await declined("a-2");
  expect(await shown()).toEqual(approved);
  sandbox.paypal.approve(id);
  const again = await shown();
  expect(again.status).toBe("APPROVED");
  expect(Date.parse(again.update_time)).toBeGreaterThan(Date.parse(approved.update_time));
});

test("a decline can change the order's time", async () => {
  sandbox.paypal.declinesMoveUpdateTime = true;
  sandbox.paypal.approve(id, { capture: "DECLINED" });
  const approved = await shown();
  sandbox.paypal.clock.advance(2_000);
  await declined("b-1");
  sandbox.paypal.declinesMoveUpdateTime = false;
  expect(Date.parse((await shown()).update_time)).toBeGreaterThan(Date.parse(approved.update_time));
});

test("an order's time never decreases, also if money moves in the second of the approval", async () => {
  const times: number[] = [];
  const note = async () => times.push(Date.parse((await shown()).update_time));
  for (const step of [
    () => sandbox.paypal.approve(id),
    () => sandbox.paypal.captureInBrowser(id),
    () => sandbox.paypal.refundInDashboard(id),
  ]) {
    step();
    await note();
  }
  expect(times).toEqual(times.toSorted((one, other) => one - other));
});

test("each approval has its own event with the order's time; a redelivery is the same event", async () => {
  sandbox.paypal.approve(id, { capture: "DECLINED" });
  const first = await shown();
  sandbox.paypal.approve(id);
  const second = await shown();
  await sandbox.paypal.webhooks.idle();
  const events = receiver.received.map(({ event }) => event);
  expect(new Set(events.map((event) => event.id)).size).toBe(2);
  expect(new Set(events.map(({ resource }) => resource.update_time))).toEqual(
    new Set([first.update_time, second.update_time]),
  );
  sandbox.paypal.webhooks.redeliver(events[0].id);
  await sandbox.paypal.webhooks.idle();
  expect(receiver.received.at(-1)?.event).toEqual(events[0]);
});

test("declines are stored with their approval; a replay is none", async () => {
  const declines = () => sandbox.paypal.orders.get(id)?.declines;
  sandbox.paypal.approve(id, { capture: "DECLINED" });
  await declined("c-1");
  await declined("c-1");
  expect(declines()).toEqual([{ approval: 1, key: "c-1" }]);
  sandbox.paypal.approve(id, { capture: "DECLINED" });
  await declined("c-2");
  await declined("c-3");
  expect(declines()?.map(({ approval }) => approval)).toEqual([1, 2, 2]);
});

test("an order's payee can be another account, until it is captured", async () => {
  const other = { email_address: "other@shop.example", merchant_id: "ANOTHERSHOP22" };
  sandbox.paypal.changePayee(id, other);
  expect((await caller.order(id)).body.purchase_units[0].payee).toEqual(other);
  sandbox.paypal.captureInBrowser(id);
  const [capture] = (await caller.order(id)).body.purchase_units[0].payments.captures;
  expect((await caller.get(`/v2/payments/captures/${capture.id}`)).body.payee).toEqual(other);
  expect(() => sandbox.paypal.changePayee(id, other)).toThrow(id);
  // The merchant did not receive the money, so it cannot refund it.
  const refused = await caller.post(`/v2/payments/captures/${capture.id}/refund`, {});
  expect([refused.status, refused.body.details[0].issue]).toEqual([403, "PERMISSION_DENIED"]);
});

test("a payment made elsewhere is to this merchant, with an arbitrary custom_id", async () => {
  const { id: strayId } = sandbox.paypal.payElsewhere({ currency_code: "USD", value: "0.01" }, id);
  const { body } = await caller.order(strayId);
  expect(body).toMatchObject({
    status: "COMPLETED",
    purchase_units: [{ custom_id: id, payee: sandbox.paypal.payee }],
  });
  expect(sandbox.paypal.capturedTotal(strayId)).toBe("0.01");
  expect(strayId).not.toBe(id);
});
