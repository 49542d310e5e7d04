import { describe, expect, test, vi } from "vitest";
import { BillingError } from "../domain/billing-error.ts";
import type { PayPalEvent } from "../domain/paypal-event.ts";
import type { WebhookInbox } from "../ports/webhook-inbox.ts";
import type { Verdict } from "../ports/webhook-verifier.ts";
import { receiveWebhook } from "./receive-webhook.ts";

const body = '{"id":"WH-1","event_type":"PAYMENT.CAPTURE.COMPLETED","summary":"12 €"}';
const event = { id: "WH-1", type: "PAYMENT.CAPTURE.COMPLETED" } as PayPalEvent;

function setUp(verdict: Verdict = "valid") {
  const inbox = {
    receive: vi.fn<WebhookInbox["receive"]>(async () => 1),
    find: vi.fn<WebhookInbox["find"]>(),
    close: vi.fn<WebhookInbox["close"]>(),
  } satisfies WebhookInbox;
  const verify = vi.fn(async () => verdict);
  const parse = vi.fn((): PayPalEvent | null => event);
  const delivery = { header: () => undefined, rawBody: Buffer.from(body) };
  const receive = () => receiveWebhook({ verifier: { verify }, inbox, parse }, delivery);
  return { inbox, verify, parse, delivery, receive };
}

describe("an event of PayPal's", () => {
  test("that is signed is stored unchanged before PayPal gets a response", async () => {
    const { inbox, verify, delivery, receive } = setUp();
    const stored = Promise.withResolvers<number>();
    inbox.receive.mockReturnValue(stored.promise);
    const answered = vi.fn();
    const received = receive().then(answered);
    await expect.poll(() => inbox.receive.mock.calls.length).toBe(1);
    expect(answered).not.toHaveBeenCalled();
    stored.resolve(1);
    await received;
    expect(inbox.receive).toHaveBeenCalledExactlyOnceWith([{ id: "WH-1", type: event.type, body }]);
    expect(verify).toHaveBeenCalledExactlyOnceWith(delivery);
  });

  test.each([
    ["invalid", "webhook_refused"],
    ["unavailable", "service_unavailable"],
  ] as const)("whose signature is %s is not parsed", async (verdict, code) => {
    const { inbox, parse, receive } = setUp(verdict);
    await expect(receive()).rejects.toMatchObject({ code });
    expect(parse).not.toHaveBeenCalled();
    expect(inbox.receive).not.toHaveBeenCalled();
  });

  test("that cannot be parsed is rejected", async () => {
    const { inbox, parse, receive } = setUp();
    parse.mockReturnValue(null);
    await expect(receive()).rejects.toMatchObject({ code: "webhook_refused" });
    expect(inbox.receive).not.toHaveBeenCalled();
  });

  test("that cannot be stored is rejected, so that PayPal sends it again", async () => {
    const { inbox, receive } = setUp();
    const down = new BillingError("service_unavailable");
    inbox.receive.mockRejectedValue(down);
    await expect(receive()).rejects.toBe(down);
  });
});
