import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type Sandbox, startSandbox } from "../start-sandbox.ts";
import { orderBody, PayPalCaller } from "../testing/paypal-caller.ts";
import { WebhookReceiver } from "../testing/webhook-receiver.ts";
import { eventTypes } from "./event-types.ts";

let sandbox: Sandbox;
let caller: PayPalCaller;
let receiver: WebhookReceiver;
beforeAll(async () => {
  sandbox = await startSandbox();
  caller = new PayPalCaller(sandbox.paypal);
  receiver = await new WebhookReceiver().listen();
  await caller.login();
});
afterEach(() => {
  for (const { webhookId } of sandbox.paypal.webhooks.subscriptions)
    sandbox.paypal.webhooks.unsubscribe(webhookId);
  receiver.received.length = 0;
});
afterAll(async () => {
  await sandbox.close();
  await receiver[Symbol.asyncDispose]();
});

const path = "/v1/notifications/webhooks";
const types = (...names: string[]) => names.map((name) => ({ name }));
const create = (url = receiver.url, ...names: string[]) =>
  caller.post(path, { url, event_types: types(...(names.length > 0 ? names : ["*"])) });
const simulate = (body: object) => caller.post("/v1/notifications/simulate-event", body);

describe("a webhook", () => {
  test("is created, shown, listed and deleted", async () => {
    const { status, body } = await create(receiver.url, "CHECKOUT.ORDER.APPROVED");
    expect([status, body.url]).toEqual([201, receiver.url]);
    expect(body.event_types).toMatchObject([
      { name: "CHECKOUT.ORDER.APPROVED", status: "ENABLED" },
    ]);
    expect((await caller.get(`${path}/${body.id}`)).body).toEqual(body);
    expect((await caller.get(path)).body).toEqual({ webhooks: [body] });
    const { event_types } = (await caller.get(`${path}/${body.id}/event-types`)).body;
    expect(event_types).toEqual(body.event_types);
    expect((await caller.delete(`${path}/${body.id}`)).status).toBe(204);
    expect((await caller.get(path)).body).toEqual({ webhooks: [] });
  });

  test("receives the events of its types, signed with its id", async () => {
    const { id } = (await create(receiver.url, "PAYMENT.CAPTURE.COMPLETED")).body;
    sandbox.paypal.captureInBrowser((await caller.create(orderBody())).body.id);
    await sandbox.paypal.webhooks.idle();
    expect(receiver.types).toEqual(["PAYMENT.CAPTURE.COMPLETED"]);
    expect(sandbox.paypal.webhooks.deliveries.at(-1)?.webhookId).toBe(id);
  });

  test("is updated by a patch: its URL and its types", async () => {
    const { id } = (await create("https://shop.example/old")).body;
    const { status, body } = await caller.patch(`${path}/${id}`, [
      { op: "replace", path: "/url", value: receiver.url },
      { op: "replace", path: "/event_types", value: types("CHECKOUT.ORDER.COMPLETED") },
    ]);
    expect(status).toBe(200);
    expect(body).toMatchObject({ id, url: receiver.url });
    sandbox.paypal.captureInBrowser((await caller.create(orderBody())).body.id);
    await sandbox.paypal.webhooks.idle();
    expect(receiver.types).toEqual(["CHECKOUT.ORDER.COMPLETED"]);
  });

  test("needs a URL and types of the right form", async () => {
    const wrong = await caller.post(path, { url: "shop.example", event_types: types("captured") });
    expect([wrong.status, wrong.body.name]).toEqual([400, "VALIDATION_ERROR"]);
    const fields = wrong.body.details.map(({ field }: { field: string }) => field);
    expect(fields).toEqual(["url", "event_types/0/name"]);
    const { id } = (await create()).body;
    const change = [{ op: "replace", path: "/id", value: "mine" }];
    expect((await caller.patch(`${path}/${id}`, change)).body.name).toBe("VALIDATION_ERROR");
  });

  test("has a URL of its own", async () => {
    await create();
    expect((await create()).body.name).toBe("WEBHOOK_URL_ALREADY_EXISTS");
    const { id } = (await create("https://shop.example/")).body;
    const change = [{ op: "replace", path: "/url", value: receiver.url }];
    const refused = await caller.patch(`${path}/${id}`, change);
    expect([refused.status, refused.body.name]).toEqual([400, "WEBHOOK_URL_ALREADY_EXISTS"]);
  });

  test("is at most one of ten", async () => {
    for (let count = 0; count < 10; count += 1) await create(`https://shop.example/${count}`);
    const refused = await create();
    expect([refused.status, refused.body.name]).toEqual([400, "WEBHOOK_NUMBER_LIMIT_EXCEEDED"]);
  });

  test("that is unknown is not found", async () => {
    const answers = [
      await caller.get(`${path}/NONE`),
      await caller.get(`${path}/NONE/event-types`),
      await caller.patch(`${path}/NONE`, []),
      await caller.delete(`${path}/NONE`),
      await simulate({ webhook_id: "NONE", event_type: "CHECKOUT.ORDER.APPROVED" }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
  });

  test("can have a fault", async () => {
    sandbox.paypal.faults.add({ operation: "webhooks.create", kind: { status: 503 } });
    expect((await create()).status).toBe(503);
    expect((await create()).status).toBe(201);
  });
});

describe("a simulated event", () => {
  test.each(Object.keys(eventTypes))("of type %s is sent to a webhook", async (event_type) => {
    const { id } = (await create(receiver.url, "CHECKOUT.ORDER.SAVED")).body;
    const { status, body } = await simulate({ webhook_id: id, event_type });
    expect([status, body.event_type]).toEqual([202, event_type]);
    await sandbox.paypal.webhooks.idle();
    expect(receiver.received.map(({ event }) => event)).toEqual([body]);
  });

  test("to a URL names no webhook that could verify it", async () => {
    const { body } = await simulate({ url: receiver.url, event_type: "CHECKOUT.ORDER.APPROVED" });
    await sandbox.paypal.webhooks.idle();
    expect(receiver.types).toEqual(["CHECKOUT.ORDER.APPROVED"]);
    expect(sandbox.paypal.webhooks.deliveries.at(-1)?.webhookId).toBe("WEBHOOK_ID");
    expect(sandbox.paypal.webhooks.find(body.id)).toBeUndefined();
  });

  test.each([
    [{ event_type: "CHECKOUT.ORDER.APPROVED" }, "webhook_id"],
    [{ url: "https://shop.example/", event_type: "CHECKOUT.ORDER.LOST" }, "event_type"],
    [{ url: "https://shop.example/" }, "event_type"],
  ])("is rejected for %o", async (body, field) => {
    const { status, body: error } = await simulate(body);
    expect([status, error.details[0].field]).toEqual([400, field]);
  });
});

test("the event types are listed", async () => {
  const { event_types } = (await caller.get("/v1/notifications/webhooks-event-types")).body;
  expect(event_types).toHaveLength(Object.keys(eventTypes).length);
});
