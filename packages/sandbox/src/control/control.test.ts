import { decodeJwt } from "jose";
import { request } from "undici";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Sandbox, startSandbox } from "../start-sandbox.ts";
import { createSandboxClient, type SandboxClient } from "./client.ts";
import { routes } from "./route.ts";

let sandbox: Sandbox;
let control: SandboxClient;
beforeEach(async () => {
  sandbox = await startSandbox({ recordsWire: true });
  control = createSandboxClient(sandbox.controlUrl);
});
afterEach(() => sandbox.close());

const placeOrder = (): string =>
  sandbox.paypal.payElsewhere({ currency_code: "EUR", value: "31.00" }, "my-order").id;

/** A request as another program sends it. */
const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${sandbox.paypal.url}/_sandbox${path}`, {
    method: "POST",
    headers,
    body: JSON.stringify(body),
  });

describe("the control API", () => {
  test("is served by every simulator, and on a port of its own", async () => {
    const { paypal, webOrder, issuer, controlUrl } = sandbox;
    const hosts = [
      paypal.url,
      new URL(webOrder.url).origin,
      new URL(issuer.url).origin,
      controlUrl,
    ];
    for (const host of hosts)
      expect(await createSandboxClient(host).sandbox.show()).toMatchObject({
        paypal_url: paypal.url,
      });
  });

  test("remains reachable during an outage of PayPal", async () => {
    await control.faults.outage({ simulator: "paypal", kind: "refused" });
    await expect(fetch(`${sandbox.paypal.url}/checkoutnow`)).rejects.toThrow("fetch failed");
    expect((await control.faults.list()).outages.paypal).toBe("refused");
    await control.faults.clear();
    expect((await fetch(`${sandbox.paypal.url}/checkoutnow?token=X`)).status).toBe(404);
  });

  test.each([
    ["/paypal/orders/X/approve", { capture: "PERHAPS" }, 400, "invalid_input", "capture"],
    ["/paypal/orders/X/approve", { captured: true }, 400, "invalid_input", "captured"],
    ["/clock/advance", { hours: -1 }, 400, "invalid_input", "hours"],
    ["/paypal/orders/X/approve", {}, 404, "not_found", undefined],
    ["/paypal/orders/X/no-such-action", {}, 404, "not_found", undefined],
    ["/paypal/orders/%zz/approve", {}, 404, "not_found", undefined],
    ["/clock/advance", { hours: 100_000_000 }, 409, "not_possible", undefined],
    ["/clock/advance", { hours: 1e308 }, 409, "not_possible", undefined],
    ["/clock", {}, 405, "method_not_allowed", undefined],
  ])("rejects %s with %o", async (path, body, status, code, field) => {
    const response = await post(path, body);
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual({
      error: { code, message: expect.any(String) as string, ...(field ? { field } : {}) },
    });
  });

  test("the issuer follows the clock", async () => {
    const before = (await control.clock.show()).offset_ms;
    const { now } = await control.clock.advance({ hours: 2 });
    expect((await control.clock.show()).offset_ms - before).toBe(2 * 3_600_000);
    const { access_token: token } = await control.issuer.token({ subject: "operator" });
    const { iat } = decodeJwt(token);
    expect((iat ?? 0) * 1_000).toBeGreaterThan(Date.parse(now) - 60_000);
  });

  test("clocks that follow are moved by an advance, and by a restore", async () => {
    const offsets: number[] = [];
    sandbox.paypal.clock.follow(async (offset) => void offsets.push(offset));
    const state = await control.sandbox.snapshot();
    await control.clock.advance({ minutes: 1 });
    await control.sandbox.restore(state);
    expect(offsets).toEqual([60_000, 0]);
  });

  test("rejects what the state does not allow, with the reason", async () => {
    const id = placeOrder();
    const expected = { code: "not_possible", message: expect.stringContaining("already captured") };
    await expect(control.orders.approve({ id })).rejects.toMatchObject(expected);
  });

  test("accepts pages of this machine", async () => {
    const response = await post("/webhooks/pause", {}, { origin: "http://localhost:5173" });
    expect(response.headers.get("access-control-allow-origin")).toBe("http://localhost:5173");
  });

  test.each([{ origin: "https://shop.example" }, { origin: "null" }, { host: "shop.example" }])(
    "rejects a request with %o",
    async (headers) => {
      // fetch sends no other host.
      const { statusCode } = await request(`${sandbox.controlUrl}/_sandbox/webhooks/pause`, {
        method: "POST",
        headers,
      });
      expect(statusCode).toBe(403);
      expect((await control.webhooks.list()).is_paused).toBe(false);
    },
  );

  test("describes every operation", async () => {
    const response = await fetch(`${sandbox.controlUrl}/_sandbox/openapi.json`);
    const { paths } = (await response.json()) as { paths: Record<string, Record<string, object>> };
    for (const { name, operation } of routes)
      expect(paths[operation.path]?.[operation.method.toLowerCase()]).toMatchObject({
        operationId: name,
        summary: operation.summary,
      });
  });
});

describe("actions on an order", () => {
  test("refund, reverse and dispute it", async () => {
    const id = placeOrder();
    const dispute = await control.disputes.open({ order_id: id });
    expect((await control.orders.show({ id })).dispute_ids).toEqual([dispute.id]);
    await control.disputes.resolve({ id: dispute.id, outcome: "RESOLVED_SELLER_FAVOUR" });
    expect(await control.disputes.reopen({ id: dispute.id })).toMatchObject({
      status: "WAITING_FOR_SELLER_RESPONSE",
    });
    await control.disputes.resolve({ id: dispute.id, outcome: "CANCELED_BY_BUYER" });
    await control.orders.refund({ id, value: "1.00" });
    const { captures, refunds } = await control.orders.reverse({ id });
    expect(captures).toMatchObject([{ status: "REFUNDED", reason: "CHARGEBACK" }]);
    expect(refunds.map((refund) => [refund.amount.value, refund.is_reversal])).toEqual([
      ["1.00", false],
      ["30.00", true],
    ]);
    const { orders } = await control.orders.list();
    expect(orders.map((order) => order.id)).toEqual([id]);
  });

  test("settle a refund that is pending at the bank", async () => {
    const id = placeOrder();
    await control.orders.holdRefunds({ on: true });
    const { refunds } = await control.orders.refund({ id });
    const settled = await control.orders.settleRefund({
      id: refunds[0]?.id ?? "",
      status: "COMPLETED",
    });
    expect(settled.captures).toMatchObject([{ status: "REFUNDED" }]);
  });
});

describe("the wire log", () => {
  test("has each request with its response, and the order that it names", async () => {
    const id = placeOrder();
    await fetch(`${sandbox.paypal.url}/checkoutnow?token=${id}`);
    await expect
      .poll(async () => (await control.wire.list({ order_id: id })).entries)
      .toMatchObject([
        {
          simulator: "paypal",
          direction: "received",
          method: "GET",
          url: `/checkoutnow?token=${id}`,
          status: 200,
          response_body: expect.stringContaining("Nothing to pay") as string,
        },
      ]);
  });

  test("has a request about a dispute with its order", async () => {
    const id = placeOrder();
    const dispute = await control.disputes.open({ order_id: id });
    const url = `/v1/customer/disputes/${dispute.id}`;
    await fetch(sandbox.paypal.url + url);
    await expect
      .poll(async () => (await control.wire.list({ order_id: id })).entries)
      .toMatchObject([{ url, status: 401 }]);
  });

  test("streams new entries, and earlier ones after an id", async () => {
    await fetch(`${sandbox.paypal.url}/first`);
    await using stream = await openStream("?after=0");
    expect(await stream.next()).toMatchObject({ id: 1, url: "/first" });
    await fetch(`${sandbox.paypal.url}/second`);
    expect(await stream.next()).toMatchObject({ id: 2, url: "/second", status: 404 });
  });

  test("streams the operations that may have changed the sandbox", async () => {
    await using stream = await openStream("");
    await control.clock.show();
    await expect(control.orders.expire({ id: "X" })).rejects.toThrow("no order X");
    await control.webhooks.pause();
    expect(await stream.next()).toEqual({ operation: "webhooks.pause" });
  });
});

async function openStream(query: string) {
  const abort = new AbortController();
  const { body } = await fetch(`${sandbox.controlUrl}/_sandbox/wire/stream${query}`, abort);
  const lines = body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  const next = async (): Promise<unknown> => {
    for (;;) {
      const [event, ...rest] = text.split("\n\n");
      if (rest.length > 0) text = rest.join("\n\n");
      const data = rest.length > 0 ? /^data: (.*)$/m.exec(event ?? "")?.[1] : undefined;
      if (data !== undefined) return JSON.parse(data);
      if (rest.length === 0) text += (await lines?.read())?.value ?? "";
    }
  };
  return { next, [Symbol.asyncDispose]: async () => abort.abort() };
}
