import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { readConfig } from "../config/read-config.ts";
import type { WebhookInbox } from "../ports/webhook-inbox.ts";
import { type PayPalUnderTest, startPayPalUnderTest } from "../testing/paypal-under-test.ts";
import { asDelivery, newEvent, subscribe, webhookId } from "../testing/signed-event.ts";
import { createWebhookReceiver } from "./webhook-receiver.ts";

let paypal: PayPalUnderTest;
beforeAll(async () => {
  paypal = await startPayPalUnderTest();
  subscribe(paypal);
});
afterAll(() => paypal[Symbol.asyncDispose]());

const log = pino({ level: "silent" });
const inbox: WebhookInbox = {
  receive: async () => 0,
  find: async () => null,
  close: async () => undefined,
};

const createReceiver = (webhook: ReturnType<typeof readConfig>["webhook"]) => {
  const config = { ...readConfig({}), webhook };
  return createWebhookReceiver({ config, paypal: paypal.account, inbox, log });
};

const issuer = () => paypal.sandbox.webhooks.caCertificate;
const verifications = () =>
  paypal.sandbox.requests.filter(({ path }) => path.endsWith("/verify-webhook-signature")).length;

async function verifyNewEvent(webhook: NonNullable<ReturnType<typeof readConfig>["webhook"]>) {
  const sent = await paypal.sandbox.webhooks.transmission(await newEvent(paypal));
  return createReceiver(webhook)?.verifier.verify(asDelivery(sent));
}

describe("createWebhookReceiver", () => {
  test("is null without a subscription id, with a warning", () => {
    const warn = vi.spyOn(log, "warn");
    expect(createReceiver(null)).toBeNull();
    expect(warn.mock.calls.at(-1)?.[0]).toContain("paypal_webhook_id");
  });

  test("verifies signatures locally, with the simulator's authority", async () => {
    const before = verifications();
    const webhook = { id: webhookId, issuer: issuer(), isOnlineRequested: false };
    expect(await verifyNewEvent(webhook)).toBe("valid");
    expect(verifications()).toBe(before);
  });

  test("trusts no simulator that is not configured", async () => {
    const webhook = { id: webhookId, issuer: undefined, isOnlineRequested: false };
    expect(await verifyNewEvent(webhook)).toBe("invalid");
  });

  test("verifies locally if online verification was requested, with a warning", async () => {
    const before = verifications();
    const warn = vi.spyOn(log, "warn");
    const webhook = { id: webhookId, issuer: issuer(), isOnlineRequested: true };
    expect(await verifyNewEvent(webhook)).toBe("valid");
    expect(warn.mock.calls.at(-1)?.[0]).toContain("paypal_webhook_verification=online");
    expect(verifications()).toBe(before);
  });
});
