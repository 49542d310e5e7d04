import { startSandbox } from "@onekonsole/billing-sandbox";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { followSandbox } from "./follow-sandbox.ts";
import { findInSandbox } from "./order-facts.ts";

let sandbox: Awaited<ReturnType<typeof startSandbox>>;
const lines: string[] = [];
beforeAll(async () => {
  sandbox = await startSandbox();
  followSandbox(sandbox, (text) => lines.push(text));
});
beforeEach(() => void lines.splice(0));
afterAll(() => sandbox.close());

const pay = () => sandbox.paypal.payElsewhere({ currency_code: "EUR", value: "50.00" }, "A-1").id;

async function control(operation: string, input: object = {}): Promise<void> {
  const url = `${sandbox.controlUrl}/_sandbox/${operation}`;
  const response = await fetch(url, { method: "POST", body: JSON.stringify(input) });
  expect(response.status).toBe(200);
}

async function withWebhook(path: string, act: () => void): Promise<void> {
  const { webhooks } = sandbox.paypal;
  webhooks.retries.maxAttempts = 1;
  const url = new URL(path, sandbox.controlUrl).href;
  const { webhookId } = webhooks.subscribe({ url, events: ["PAYMENT.CAPTURE.COMPLETED"] });
  act();
  await webhooks.idle();
  webhooks.unsubscribe(webhookId);
}

test("a lost webhook is reported with its order", async () => {
  let id = "";
  sandbox.paypal.webhooks.deliveryFaults.dropNext();
  await withWebhook("/", () => (id = pay()));
  expect(lines).toEqual([`${id}  webhook PAYMENT.CAPTURE.COMPLETED lost`]);
});

test("a webhook that is not accepted is reported with the status", async () => {
  await withWebhook("/none", pay);
  expect(lines).toEqual([
    expect.stringMatching(
      /^\w{17} {2}webhook PAYMENT\.CAPTURE\.COMPLETED not accepted \(404\), PayPal/,
    ),
  ]);
});

test("the clock and the other operations of the control API are reported", async () => {
  await control("clock/advance", { hours: 3 });
  await control("issuer/token", { subject: "operator" });
  await control("webhooks/pause");
  await control("webhooks/resume");
  expect(lines).toEqual([
    "the clock moves to 3 h ahead",
    "control API: webhooks.pause",
    "control API: webhooks.resume",
  ]);
});

test("an order's facts are read from the simulators", () => {
  const find = findInSandbox(sandbox);
  const id = pay();
  expect(find(id)).toEqual({ amount: "€50.00", refunded: undefined, clusterName: undefined });
  expect(find("NONE")).toBeUndefined();
});
