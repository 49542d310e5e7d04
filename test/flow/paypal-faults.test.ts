import type { FaultKind } from "@onekonsole/billing-sandbox";
import { consoleCall, orderInput } from "@onekonsole/billing-testkit/console-call";
import {
  type FlowEnvironment,
  startFlowEnvironment,
} from "@onekonsole/billing-testkit/server/flow-environment";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

// Above the 10 s that a create may take, below what proxies allow.
const deadlineMs = 15_000;

type Fault = [name: string, kind: FaultKind, when: "before" | "after"];

const faults: readonly Fault[] = [
  ["401", { status: 401 }, "before"],
  ["429 with Retry-After", { status: 429, headers: { "retry-after": "1" } }, "before"],
  ["500", { status: 500 }, "before"],
  ["500 after the effect", { status: 500 }, "after"],
  ["503", { status: 503 }, "before"],
  ["a reset", "reset", "before"],
  ["a reset after the effect", "reset", "after"],
  ["malformed JSON", "malformed_json", "after"],
  ["HTML of a proxy", "html_502", "before"],
  ["nothing after the effect", "empty", "after"],
  ["silence", "hang", "before"],
  ["silence after the effect", "hang", "after"],
  ["a dripping body", "slow_drip", "after"],
];

// A request without a response takes its whole deadline.
const isSlow = ([, kind]: Fault) => kind === "hang" || kind === "slow_drip";

async function expectJsonInTime(environment: FlowEnvironment, url: string, fault: Fault) {
  const [, kind, when] = fault;
  const { paypal } = environment.sandbox;
  const create = async () => {
    const signal = AbortSignal.timeout(deadlineMs);
    return consoleCall(url, "/order/create", orderInput("unlucky-cluster"), signal);
  };
  const orders = paypal.orders.size;

  paypal.faults.add({ operation: "orders.create", kind, when });
  const once = await create();
  expect(once).toMatchObject({ status: 200, body: { status: "CREATED" } });

  paypal.faults.add({ operation: "orders.create", kind, when, times: Infinity });
  const always = await create();
  expect(always.status).toBeGreaterThanOrEqual(500);
  expect(always.body).toEqual({
    error: expect.stringMatching(/Please quote [\w-]+\.$/) as string,
    code: expect.stringMatching(/^paypal_(unavailable|timeout|refused)$/) as string,
  });

  paypal.faults.clear();
  expect(await create()).toMatchObject({ status: 200, body: { status: "CREATED" } });
  // Retries use the same key, so one create never creates two orders.
  expect(paypal.orders.size - orders).toBeLessThanOrEqual(3);
}

describe("PayPal responds to create with", () => {
  let environment: FlowEnvironment;
  let url: string;
  beforeAll(async () => {
    environment = await startFlowEnvironment();
    ({ url } = await environment.startServer());
  });
  afterAll(() => environment[Symbol.asyncDispose]());

  test.each(faults.filter((fault) => !isSlow(fault)))(
    "%s: JSON in time, and the next create works",
    (...fault) => expectJsonInTime(environment, url, fault),
  );
});

describe.concurrent("PayPal responds to create with", () => {
  test.each(faults.filter(isSlow))(
    "%s: JSON in time, and the next create works",
    async (...fault) => {
      await using environment = await startFlowEnvironment();
      const { url } = await environment.startServer();
      await expectJsonInTime(environment, url, fault);
    },
  );
});
