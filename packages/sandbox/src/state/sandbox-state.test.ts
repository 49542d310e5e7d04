import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createSandboxClient } from "../control/client.ts";
import { type Sandbox, startSandbox } from "../start-sandbox.ts";
import { act, actionNames } from "../testing/random-actions.ts";
import { readEverything } from "../testing/read-everything.ts";
import { WebhookReceiver } from "../testing/webhook-receiver.ts";

let original: Sandbox;
let copy: Sandbox;
beforeAll(async () => {
  original = await startSandbox();
  copy = await startSandbox();
});
afterAll(() => Promise.all([original.close(), copy.close()]));

const control = (sandbox: Sandbox) => createSandboxClient(sandbox.controlUrl);

const host = ({ paypal }: Sandbox): string => new URL(paypal.url).host;

test("a restored snapshot returns the same to every read as the sandbox it is from", async () => {
  const actions = fc.array(fc.tuple(fc.constantFrom(...actionNames), fc.nat()), {
    minLength: 10,
    maxLength: 60,
  });
  await fc.assert(
    fc.asyncProperty(actions, async (played) => {
      await control(original).sandbox.reset();
      await control(original).webhooks.pause();
      for (const [name, n] of played) await act(original, name, n);
      const snapshot = await control(original).sandbox.snapshot();
      await control(copy).sandbox.restore(snapshot);
      const moved = JSON.stringify(snapshot).replaceAll(host(original), host(copy));
      expect(await control(copy).sandbox.snapshot()).toEqual(JSON.parse(moved));
      expect(await readEverything(copy)).toEqual(await readEverything(original));
    }),
    { numRuns: 15 },
  );
});

describe("restore", () => {
  test("delivers what was due, with the restored signature, to the restored URL", async () => {
    await using receiver = await new WebhookReceiver().listen();
    receiver.status = () => 500;
    await control(original).sandbox.reset();
    const { webhooks } = original.paypal;
    for (const { webhookId } of webhooks.subscriptions) webhooks.unsubscribe(webhookId);
    webhooks.subscribe({ url: receiver.url, webhookId: "OURS" });
    original.paypal.payElsewhere({ currency_code: "EUR", value: "31.00" }, "mine");
    await expect.poll(() => receiver.received.length).toBeGreaterThan(2);
    const state = original.exportState();
    await control(original).sandbox.reset();
    await webhooks.idle();
    receiver.status = () => 204;
    receiver.received.length = 0;
    copy.paypal.webhooks.reissueCertificate();
    await copy.importState(state);
    await copy.paypal.webhooks.idle();
    expect(new Set(receiver.types)).toEqual(
      new Set(["CHECKOUT.ORDER.APPROVED", "PAYMENT.CAPTURE.COMPLETED", "CHECKOUT.ORDER.COMPLETED"]),
    );
    expect(copy.paypal.webhooks.caCertificate).toBe(webhooks.caCertificate);
    expect(JSON.stringify(receiver.received.map(({ event }) => event))).not.toContain(
      original.paypal.url,
    );
    expect(Object.keys(copy.exportState().paypal.webhooks.pending)).toEqual([]);
  });

  test("names the field that is not valid, and changes nothing", async () => {
    await control(original).webOrder.refuse({ cluster_name: "refused" });
    await original.issuer.keys.current();
    original.paypal.webhooks.reissueCertificate();
    const snapshot = await control(original).sandbox.snapshot();
    const before = original.exportState();
    const restore = async (changes: object) =>
      control(original)
        .sandbox.restore({ ...snapshot, ...changes })
        .catch((error: unknown) => error);
    expect(await restore({ version: 2 })).toMatchObject({
      code: "invalid_input",
      field: "version",
    });
    const clockless = { ...snapshot.paypal, clockOffsetMs: "soon" };
    expect(await restore({ paypal: clockless })).toMatchObject({ field: "paypal.clockOffsetMs" });
    const keys = [{ RS256: "none", ES256: "none" }];
    expect(await restore({ issuer: { ...snapshot.issuer, keys } })).toMatchObject({
      field: "issuer.keys.0.RS256",
    });
    const damaged = (pem: string) => pem.replace(/\n.{8}/, "\nAAAAAAAA");
    const [newest] = snapshot.issuer.keys;
    for (const key of [damaged(newest?.RS256 ?? ""), newest?.ES256])
      expect(
        await restore({ issuer: { ...snapshot.issuer, keys: [{ ...newest, RS256: key }] } }),
      ).toMatchObject({ field: "issuer.keys.0.RS256" });
    const { signing } = snapshot.paypal.webhooks;
    const issuer = { ...signing?.issuer, certificate: damaged(signing?.issuer.certificate ?? "") };
    const webhooks = { ...snapshot.paypal.webhooks, signing: { ...signing, issuer } };
    expect(await restore({ paypal: { ...snapshot.paypal, webhooks } })).toMatchObject({
      field: "paypal.webhooks.signing.issuer.certificate",
    });
    const fault = { operation: "token", times: 1 };
    for (const [waiting, field] of [
      [{ ...fault, kind: "issue" }, "paypal.conditions.waiting.0.issue"],
      [{ ...fault, kind: "nonsense" }, "paypal.conditions.waiting.0.kind"],
      [{ ...fault, kind: "delay", latencyMs: 2 ** 31 }, "paypal.conditions.waiting.0.latencyMs"],
      [{ ...fault, kind: { status: 99 } }, "paypal.conditions.waiting.0.kind.status"],
    ] as const) {
      const conditions = { ...snapshot.paypal.conditions, waiting: [waiting] };
      expect(await restore({ paypal: { ...snapshot.paypal, conditions } })).toMatchObject({
        field,
      });
    }
    expect(original.exportState()).toEqual(before);
  });
});

test("a reset removes what happened, and keeps keys, subscriptions, tokens and the clock", async () => {
  const { paypal, webOrder, issuer } = original;
  paypal.webhooks.subscribe({ url: "http://127.0.0.1:1/", webhookId: "KEPT" });
  await act(original, "create", 1);
  await act(original, "captureInBrowser", 0);
  await act(original, "dispute", 0);
  await act(original, "deliver", 1);
  await act(original, "outage", 0);
  await act(original, "advance", 5);
  paypal.webhooks.pause();
  await issuer.keys.current();
  const { paypal: before, issuer: issuerBefore } = original.exportState();
  await control(original).sandbox.reset();
  const { paypal: after, issuer: issuerAfter } = original.exportState();
  expect(after).toEqual({
    ...before,
    conditions: { outage: null, waiting: [], random: null },
    refundRefusals: {},
    orders: {},
    disputes: {},
    requestKeys: {},
    webhooks: { ...before.webhooks, isPaused: false, events: {}, pending: {}, attempts: {} },
  });
  expect(after.webhooks.subscriptions.map(({ webhookId }) => webhookId)).toContain("KEPT");
  expect(issuerAfter.keys).toEqual(issuerBefore.keys);
  expect(issuerAfter.conditions.outage).toBeNull();
  expect(webOrder.rows).toEqual([]);
  expect(paypal.orderOfCapture.size).toBe(0);
});
