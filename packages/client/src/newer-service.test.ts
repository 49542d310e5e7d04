import type { BillingErrorShape, ErrorCode } from "@onekonsole/billing-contract";
import { describe, expect, test, vi } from "vitest";
import { isBillingError, toBillingError } from "./billing-error.ts";
import { createBillingClient } from "./create-billing-client.ts";
import { knownOrderId, startContractServer } from "./testing/contract-server.fixture.ts";
import { impatientFetch } from "./testing/impatient-fetch.fixture.ts";

// During a rollout a balancer sends each request to one of two releases, and after it the clients of users are
// older than the service.

type Fetch = typeof globalThis.fetch;

/** Sends the first request to the first service, the next to the second, and so on. */
function alternate(first: Fetch, second: Fetch): Fetch {
  let requests = 0;
  return (input, init) => (requests++ % 2 === 0 ? first : second)(input, init);
}

/** A newer release: each object of its results has a field more. */
const withNewFields: Fetch = async (input, init) => {
  const text = await (await fetch(input, init)).text();
  return new Response(text.replaceAll(/\{(?=")/g, '{"new_field":["x"],'));
};

// JSON-RPC codes of tRPC, by the HTTP status.
const rpcCodes: Readonly<Record<number, number>> = { 409: -32_009, 429: -32_029, 503: -32_603 };

function failureOfNewerRelease(data: Partial<BillingErrorShape["data"]>): BillingErrorShape {
  const { httpStatus = 503, action = "retry" } = data;
  const billing_code = "ledger_locked" as ErrorCode;
  const known = { code: "A_STATUS", request_id: "r-1", fields: [] };
  return {
    message: "A new text.",
    code: rpcCodes[httpStatus] ?? 0,
    data: { ...known, billing_code, httpStatus, action, ...data },
  };
}

const respondWith =
  (error: BillingErrorShape): Fetch =>
  async () =>
    Response.json({ error }, { status: error.data.httpStatus });

const streamWith =
  (error: BillingErrorShape): Fetch =>
  async () =>
    new Response(`event: serialized-error\ndata: ${JSON.stringify(error)}\n\n`, {
      headers: { "content-type": "text/event-stream" },
    });

describe("behind one address with a newer release", () => {
  test("a query returns the fields that both releases have", async () => {
    await using server = await startContractServer();
    const client = createBillingClient({ url: server.url, fetch: alternate(fetch, withNewFields) });
    const [known, newer] = [await client.order.prices.query(), await client.order.prices.query()];
    expect(known).not.toHaveProperty("new_field");
    expect(newer).toMatchObject(known);
    expect(newer).toHaveProperty("vat.new_field");
  });

  test("a query is repeated after a failure that may pass, whatever its code", async () => {
    await using server = await startContractServer();
    const newer = respondWith(failureOfNewerRelease({}));
    const client = createBillingClient({ url: server.url, fetch: alternate(newer, fetch) });
    expect(await client.order.prices.query()).toMatchObject({ basic: 20 });
  });

  test.each([
    { httpStatus: 409, action: "stop" },
    { httpStatus: 503, action: "ask" },
  ] as const)("an unknown failure is described by the service: %j", async (data) => {
    const fetch = respondWith(failureOfNewerRelease(data));
    const client = createBillingClient({ url: "http://billing.test", fetch });
    const error: unknown = await client.order.prices.query().catch((it: unknown) => it);
    expect(isBillingError(error, "order.prices")).toBe(true);
    const { action } = data;
    const described = { code: "ledger_locked", action, message: "A new text.", requestId: "r-1" };
    expect(toBillingError(error)).toMatchObject(described);
  });
});

describe("waiting for an order of a newer release", () => {
  test("continues in an unknown state, and ends when the service says that it is settled", async () => {
    await using server = await startContractServer();
    for (const state of ["approved", "on_hold", "archived"]) {
      server.publish(state as "approved", state === "archived");
    }
    const client = createBillingClient({ url: server.url, fetch: impatientFetch });
    const states: string[] = [];
    const settled = await client.waitUntilSettled(knownOrderId, {
      onUpdate: ({ state }) => states.push(state),
    });
    expect(states).toEqual(["approved", "on_hold", "archived"]);
    expect(settled).toMatchObject({ state: "archived", settled: true });
  });

  test("reconnects after an unknown failure that may pass", async () => {
    await using server = await startContractServer();
    server.publish("expired", true);
    const newer = streamWith(failureOfNewerRelease({ httpStatus: 429, retry_after_seconds: 30 }));
    const client = createBillingClient({
      url: server.url,
      fetch: alternate(newer, impatientFetch),
    });
    vi.useFakeTimers({ toFake: ["setTimeout"] });
    const settled = client.waitUntilSettled(knownOrderId);
    await vi.waitFor(() => expect(vi.getTimerCount()).toBeGreaterThan(0), { timeout: 60_000 });
    vi.runOnlyPendingTimers();
    vi.useRealTimers();
    expect(await settled).toMatchObject({ state: "expired" });
  });

  test("rejects with an unknown failure that does not pass", async () => {
    const fetch = streamWith(failureOfNewerRelease({ httpStatus: 409, action: "stop" }));
    const client = createBillingClient({ url: "http://billing.test", fetch });
    await expect(client.waitUntilSettled(knownOrderId)).rejects.toMatchObject({
      code: "ledger_locked",
      action: "stop",
    });
  });
});
