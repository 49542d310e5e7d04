import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Sandbox, startSandbox } from "../start-sandbox.ts";
import { createSandboxClient, type SandboxClient } from "./client.ts";
import { describeConditions } from "./describe-conditions.ts";

let sandbox: Sandbox;
let control: SandboxClient;
beforeEach(async () => {
  sandbox = await startSandbox();
  control = createSandboxClient(sandbox.controlUrl);
});
afterEach(() => sandbox.close());

const described = async () => describeConditions(await control.sandbox.conditions());
const delay = { simulator: "paypal", operation: "token", kind: "delay" } as const;

/** What turns each condition on, and its sentence. */
const switches: readonly (readonly [string, (control: SandboxClient) => Promise<unknown>])[] = [
  ["PayPal is unreachable.", (it) => it.faults.outage({ simulator: "paypal", kind: "refused" })],
  [
    "The issuer returns 503.",
    (it) => it.faults.outage({ simulator: "issuer", kind: "unavailable" }),
  ],
  [
    "web-order responds up to 2.5 s late.",
    (it) =>
      it.faults.random({ simulator: "web_order", rate: 1, kinds: ["delay"], latency_ms: 2_500 }),
  ],
  [
    "PayPal responds up to 0.2 s late for 50 % of the calls.",
    (it) => it.faults.random({ simulator: "paypal", rate: 0.5, kinds: ["delay"] }),
  ],
  [
    "10 % of the calls to the issuer have a random fault.",
    (it) => it.faults.random({ simulator: "issuer", rate: 0.1 }),
  ],
  ["PayPal's search lists transactions 3 h late.", (it) => it.reports.delay({ hours: 3 })],
  ["One call to PayPal will have a fault.", (it) => it.faults.add(delay)],
  ["3 calls to PayPal will have a fault.", (it) => it.faults.add({ ...delay, times: 3 })],
  [
    "Calls to PayPal have a fault until it is cleared.",
    (it) => it.faults.add({ ...delay, times: "forever" }),
  ],
  ["Webhooks are stopped; 0 are kept back.", (it) => it.webhooks.pause()],
  ["Webhooks arrive 1.5 s late.", (it) => it.webhooks.setFaults({ delay_ms: 1_500 })],
  ["Webhooks arrive out of order.", (it) => it.webhooks.setFaults({ reorder_within_ms: 100 })],
  ["25 % of the webhooks arrive twice.", (it) => it.webhooks.setFaults({ duplicate_rate: 0.25 })],
  ["100 % of the webhooks are lost.", (it) => it.webhooks.setFaults({ drop_rate: 1 })],
  ["The next webhook is sent twice.", (it) => it.webhooks.setFaults({ duplicate_next: 1 })],
  ["The next 2 webhooks are lost.", (it) => it.webhooks.setFaults({ drop_next: 2 })],
  [
    "web-order stores each order and then returns 500.",
    (it) => it.webOrder.setProvisioner({ reachable: false }),
  ],
  ["web-order cannot reach PayPal.", (it) => it.webOrder.setPayPalLink({ state: "down" })],
  [
    "web-order queries another PayPal.",
    (it) => it.webOrder.setPayPalLink({ state: "other_environment" }),
  ],
  [
    "web-order rejects the name blue-lake.",
    (it) => it.webOrder.refuse({ cluster_name: "blue-lake" }),
  ],
  ["New refunds stay pending at the bank.", (it) => it.orders.holdRefunds({ on: true })],
  ["The clock is 1 d 2 h 30 min ahead.", (it) => it.clock.advance({ hours: 26, minutes: 30 })],
];

describe("describeConditions", () => {
  test("is empty in an undisturbed world", async () => {
    expect(await described()).toEqual([]);
  });

  test.each(switches)("has the sentence: %s", async (sentence, turnOn) => {
    await turnOn(control);
    expect(await described()).toEqual([sentence]);
  });

  test("is empty again after the faults are cleared", async () => {
    await control.faults.add(delay);
    await control.faults.random({ simulator: "issuer", rate: 0.1 });
    await control.faults.outage({ simulator: "web_order", kind: "refused" });
    await control.faults.clear();
    expect(await described()).toEqual([]);
  });
});
