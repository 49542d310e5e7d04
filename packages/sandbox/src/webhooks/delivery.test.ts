import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { seededRandom } from "../seeded-random.ts";
import { type Sandbox, startSandbox } from "../start-sandbox.ts";
import { PayPalCaller } from "../testing/paypal-caller.ts";
import { WebhookReceiver } from "../testing/webhook-receiver.ts";
import type { Webhooks } from "./webhooks.ts";

let sandbox: Sandbox;
let receiver: WebhookReceiver;
let webhooks: Webhooks;
let caller: PayPalCaller;
beforeEach(async () => {
  sandbox = await startSandbox();
  receiver = await new WebhookReceiver().listen();
  webhooks = sandbox.paypal.webhooks;
  webhooks.retries.delayMs = () => 1;
  caller = new PayPalCaller(sandbox.paypal);
  await caller.login();
});
afterEach(async () => {
  await sandbox.close();
  await receiver[Symbol.asyncDispose]();
});

const approved = async (count = 1) => {
  const ids: string[] = [];
  for (let made = 0; made < count; made += 1) {
    const { id } = (await caller.create()).body;
    sandbox.paypal.approve(id);
    ids.push(id);
  }
  return ids;
};
/** The orders of the received webhooks; concurrent deliveries arrive in any order. */
const told = () => receiver.received.map(({ event }) => String(event.resource.id));
const sorted = (ids: readonly (string | undefined)[]) => ids.map(String).toSorted(byText);
const byText = (one: string, other: string) => one.localeCompare(other);

describe("a subscription", () => {
  test("has an id in PayPal's format, or the given one", () => {
    const { webhookId } = webhooks.subscribe({ url: receiver.url });
    expect(webhookId).toMatch(/^[A-Z0-9]{17}$/);
    expect(webhooks.subscribe({ url: receiver.url, webhookId: "MINE" }).webhookId).toBe("MINE");
  });

  test("receives the requested event types, until it is removed", async () => {
    const events = ["PAYMENT.CAPTURE.COMPLETED"];
    const { webhookId } = webhooks.subscribe({ url: receiver.url, events });
    const [id] = (await approved()) as [string];
    await caller.capture(id);
    await webhooks.idle();
    expect(receiver.types).toEqual(events);
    webhooks.unsubscribe(webhookId);
    sandbox.paypal.refundInDashboard(id);
    await webhooks.idle();
    expect(receiver.received).toHaveLength(1);
  });

  test("receives only events after it was created; earlier ones are not stored", async () => {
    await approved();
    expect(webhooks.events()).toEqual([]);
  });
});

describe("a delivery", () => {
  beforeEach(() => void webhooks.subscribe({ url: receiver.url, webhookId: "MINE" }));

  test.each([200, 202, 204])("is acknowledged by %i", async (status) => {
    receiver.status = () => status;
    await approved();
    await webhooks.idle();
    expect(receiver.received).toHaveLength(1);
    expect(webhooks.deliveries).toMatchObject([
      { webhookId: "MINE", attempt: 1, outcome: { status }, eventType: "CHECKOUT.ORDER.APPROVED" },
    ]);
  });

  test.each([0, 301, 404, 500])(
    "that receives %i is retried with the same event, signed again",
    async (status) => {
      receiver.status = () => (receiver.received.length < 3 ? status : 200);
      await approved();
      await webhooks.idle();
      expect(new Set(receiver.received.map(({ event }) => event.id)).size).toBe(1);
      const sent = receiver.received.map(({ headers }) => headers["paypal-transmission-id"]);
      expect(new Set(sent).size).toBe(3);
      expect(webhooks.deliveries.map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
      expect(webhooks.deliveries.map(({ transmissionId }) => transmissionId)).toEqual(sent);
    },
  );

  test("ends after 25 attempts", async () => {
    receiver.status = () => 503;
    await approved();
    await webhooks.idle();
    expect(receiver.received).toHaveLength(25);
  });

  test("is retried until its receiver listens", async () => {
    const url = receiver.url;
    await receiver[Symbol.asyncDispose]();
    webhooks.subscribe({ url, webhookId: "MINE" });
    webhooks.retries.maxAttempts = 2;
    await approved();
    await webhooks.idle();
    expect(webhooks.deliveries.map(({ outcome }) => outcome)).toEqual([
      { error: "ECONNREFUSED" },
      { error: "ECONNREFUSED" },
    ]);
    receiver = await new WebhookReceiver().listen();
  });

  test("doubles the wait between attempts, by default up to five seconds", async () => {
    await using other = await startSandbox();
    const { delayMs, maxAttempts } = other.paypal.webhooks.retries;
    expect([1, 2, 3, 10].map(delayMs)).toEqual([100, 200, 400, 5_000]);
    expect(maxAttempts).toBe(25);
  });

  test("ends at once when the sandbox is closed", async () => {
    receiver.status = () => 500;
    webhooks.retries.delayMs = () => 20;
    await approved();
    await expect.poll(() => receiver.received.length).toBeGreaterThan(0);
    await sandbox.close();
    const [attempts, arrived] = [webhooks.deliveries.length, receiver.received.length];
    await webhooks.idle();
    webhooks.redeliver(webhooks.events()[0]?.id ?? "");
    await webhooks.idle();
    expect(webhooks.deliveries.length - attempts).toBeLessThanOrEqual(1);
    expect(receiver.received).toHaveLength(arrived);
  });
});

describe("paused webhooks", () => {
  beforeEach(() => {
    webhooks.subscribe({ url: receiver.url });
    webhooks.pause();
  });

  test("are sent in their order when resumed", async () => {
    const ids = await approved(3);
    await webhooks.idle();
    expect([receiver.received.length, webhooks.pausedCount]).toEqual([0, 3]);
    webhooks.resume();
    await webhooks.idle();
    expect(sorted(told())).toEqual(sorted(ids));
    expect(webhooks.pausedCount).toBe(0);
  });

  test("can be resumed in an order that depends on a seed", async () => {
    const ids = await approved(12);
    receiver.status = () => 200;
    webhooks.resume(seededRandom(5));
    await webhooks.idle();
    const attempts = webhooks.deliveries.map(({ eventId }) => webhooks.find(eventId)?.resourceId);
    expect(sorted(attempts)).toEqual(sorted(ids));
    expect(attempts).not.toEqual(ids);
  });
});

describe("deliveryFaults", () => {
  beforeEach(() => void webhooks.subscribe({ url: receiver.url }));

  test("sends the next event twice: one id, two transmissions", async () => {
    webhooks.deliveryFaults.duplicateNext();
    const ids = await approved(2);
    await webhooks.idle();
    expect(sorted(told())).toEqual(sorted([ids[0], ids[0], ids[1]]));
    const same = receiver.received.filter(({ event }) => event.resource.id === ids[0]);
    expect(same[0]?.raw).toEqual(same[1]?.raw);
    expect(same[0]?.headers["paypal-transmission-id"]).not.toBe(
      same[1]?.headers["paypal-transmission-id"],
    );
  });

  test("drops the next event, which PayPal still lists", async () => {
    webhooks.deliveryFaults.dropNext();
    const ids = await approved(2);
    await webhooks.idle();
    expect(told()).toEqual([ids[1]]);
    expect(webhooks.deliveries[0]).toMatchObject({ attempt: 0, outcome: "dropped" });
    expect(webhooks.events({ transactionId: ids[0] })).toHaveLength(1);
  });

  test("duplicates and drops at the given rates, reproducibly by seed", async () => {
    const { deliveryFaults } = webhooks;
    const plans = (seed: number) => {
      deliveryFaults.random = seededRandom(seed);
      return Array.from({ length: 1_000 }, () => deliveryFaults.plan().length);
    };
    deliveryFaults.duplicateRate = 0.2;
    deliveryFaults.dropRate = 0.1;
    const lengths = plans(4);
    expect(plans(4)).toEqual(lengths);
    expect(Math.abs(lengths.filter((times) => times === 0).length - 100)).toBeLessThan(40);
    expect(Math.abs(lengths.filter((times) => times === 2).length - 180)).toBeLessThan(50);
    deliveryFaults.clear();
    expect(new Set(plans(4))).toEqual(new Set([1]));
  });

  test("delays events, and reorders them within the given time", async () => {
    const { deliveryFaults } = webhooks;
    deliveryFaults.random = seededRandom(9);
    deliveryFaults.delayMs = 20;
    deliveryFaults.reorderWithinMs = 60;
    const delays = Array.from({ length: 100 }, () => deliveryFaults.plan()[0] ?? 0);
    expect(Math.min(...delays)).toBeGreaterThanOrEqual(20);
    expect(Math.max(...delays)).toBeLessThanOrEqual(80);
    const start = performance.now();
    await approved();
    await webhooks.idle();
    expect(performance.now() - start).toBeGreaterThanOrEqual(19);
    expect(receiver.received).toHaveLength(1);
  });
});

test("an event can be sent again", async () => {
  webhooks.subscribe({ url: receiver.url, webhookId: "MINE" });
  webhooks.subscribe({ url: receiver.url, webhookId: "OTHER" });
  await approved();
  const [event] = webhooks.events();
  webhooks.redeliver(event?.id ?? "", ["MINE"]);
  await webhooks.idle();
  const sent = webhooks.deliveries.map(({ webhookId }) => webhookId);
  expect(sorted(sent)).toEqual(["MINE", "MINE", "OTHER"]);
  expect(() => webhooks.redeliver("WH-NONE")).toThrow("WH-NONE");
});
