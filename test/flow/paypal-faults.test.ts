import type { FaultKind } from "@onekonsole/billing-sandbox";
import { consoleCall, orderOf } from "@onekonsole/billing-testkit/console-call";
import { describe, expect, test } from "vitest";
import { startFlowEnvironment } from "./flow-environment.ts";

// Above the 10 s that a create may take, below what proxies allow.
const deadlineMs = 15_000;

const faults: readonly [string, FaultKind, "before" | "after"][] = [
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

describe.concurrent("PayPal answers create with", () => {
  test.each(faults)("%s: JSON in time, and the next create works", async (_name, kind, when) => {
    await using environment = await startFlowEnvironment();
    const { paypal } = environment.sandbox;
    const server = await environment.startServer();
    const create = async () => {
      const signal = AbortSignal.timeout(deadlineMs);
      return consoleCall(server.url, "/order/create", orderOf("unlucky-cluster"), signal);
    };

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
    // Tried again with the same key, one wish never opens two orders.
    expect(paypal.orders.size).toBeLessThanOrEqual(3);
  });
});
