import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { PayPalOrderId } from "../domain/order.ts";
import type { RefundId } from "../domain/refund.ts";
import type { Breaker } from "../ports/breaker.ts";
import { answerJson, startFaultyServer } from "../testing/faulty-server.ts";
import {
  briefLimits,
  orderToOpen,
  type PayPalUnderTest,
  startPayPalUnderTest,
} from "../testing/paypal-under-test.ts";
import { createCircuitBreaker } from "../upstream/circuit-breaker.ts";
import { BillingPayPalClient } from "./client.ts";
import { createPayPalGateway } from "./gateway.ts";
import { createTransport } from "./transport.ts";

let breaker: Breaker;
let paypal: PayPalUnderTest;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  breaker = createCircuitBreaker();
  paypal = await startPayPalUnderTest({}, breaker);
});
afterEach(async () => {
  vi.useRealTimers();
  await paypal[Symbol.asyncDispose]();
});

const create = () => paypal.singleTryGateway.createOrder(orderToOpen());

async function createTimes(count: number): Promise<void> {
  for (let call = 0; call < count; call += 1) await create();
}

describe("while PayPal is down", () => {
  test("calls fail at once after ten consecutive failures, and none is sent", async () => {
    paypal.sandbox.faults.add({ operation: "orders.create", kind: "html_502", times: Infinity });
    await createTimes(10);
    const before = paypal.sandbox.requests.length;
    expect(await create()).toEqual({
      ok: false,
      failure: { kind: "unavailable", issue: "CIRCUIT_OPEN", retryAfterMs: breaker.pauseMs },
    });
    expect(paypal.sandbox.requests).toHaveLength(before);
    expect(breaker.state).toBe("open");
  });

  test("one trial call is sent after the pause, and its success closes the breaker", async () => {
    paypal.sandbox.faults.add({ operation: "orders.create", kind: "reset", times: 10 });
    await createTimes(10);
    vi.advanceTimersByTime(breaker.pauseMs);
    expect(await create()).toMatchObject({ ok: true });
    expect(breaker.state).toBe("closed");
  });
});

describe("a PayPal that responds is not down", () => {
  test.each([
    ["a refusal", { kind: "issue", issue: "PAYEE_ACCOUNT_RESTRICTED" }],
    ["our credentials", { kind: { status: 401 } }],
    ["another call of the same key", { kind: "issue", issue: "PREVIOUS_REQUEST_IN_PROGRESS" }],
  ] as const)("however often it refuses: %s", async (_, fault) => {
    paypal.sandbox.faults.add({ operation: "orders.create", times: Infinity, ...fault });
    await createTimes(15);
    expect(breaker.state).toBe("closed");
  });

  // PayPal's edge returns a page for texts that look like an attack.
  test.each([
    [403, "<html>Access Denied</html>", "closed"],
    [404, "<html>Not Found</html>", "closed"],
    [200, { purchase_units: [] }, "closed"],
    [200, undefined, "open"],
    [503, "<html>Service Unavailable</html>", "open"],
  ] as const)("to some orders with %i and %j: the breaker is %s", async (status, body, state) => {
    await using odd = await startFaultyServer(({ url }, response) =>
      url === "/v1/oauth2/token"
        ? answerJson(response, 200, { access_token: "T", token_type: "Bearer", expires_in: 3600 })
        : answerJson(response, status, body),
    );
    const client = new BillingPayPalClient(
      { ...paypal.account, baseUrl: odd.url },
      createTransport,
    );
    const gateway = createPayPalGateway({ client, breaker, limits: briefLimits });
    for (let call = 0; call < 15; call += 1)
      expect(await gateway.getOrder("O1" as PayPalOrderId, "background")).toMatchObject({
        ok: false,
      });
    await client.close();
    expect(breaker.state).toBe(state);
  });

  test("when refunds wait for the merchant's balance", async () => {
    const issue = "REFUND_FAILED_INSUFFICIENT_FUNDS";
    paypal.sandbox.faults.add({ operation: "captures.refund", kind: "issue", issue, times: 15 });
    const refund = { captureId: "C1", refundId: "R1" as RefundId, currency: "USD", amount: null };
    for (let call = 0; call < 15; call += 1)
      expect(await paypal.gateway.refundCapture(refund)).toMatchObject({ failure: { issue } });
    expect(await create()).toMatchObject({ ok: true });
  });
});
