import { createBillingClient } from "@onekonsole/billing-client";
import { consoleCall, orderInput } from "@onekonsole/billing-testkit/console-call";
import { startFlowEnvironment } from "@onekonsole/billing-testkit/server/flow-environment";
import { expect, test } from "vitest";
import { startOrderFlow } from "../orders/order-flow.ts";
import { type CollectedSpan, startOtlpCollector } from "./otlp-collector.ts";

const spansIn = (spans: readonly CollectedSpan[], traceId: string) =>
  spans.filter((span) => span.traceId === traceId);
const named = (spans: readonly CollectedSpan[], name: string) => {
  const span = spans.find((it) => it.name === name);
  if (!span) throw new Error(`No ${name} among ${spans.map((it) => it.name).join(", ")}`);
  return span;
};
const childNames = (spans: readonly CollectedSpan[], name: string) =>
  spans
    .filter(({ parentSpanId }) => parentSpanId === named(spans, name).spanId)
    .map((span) => span.name);

test("one order is one trace, from its creation to its cluster", async () => {
  await using collector = await startOtlpCollector();
  await using story = await startOrderFlow({ otlp_endpoint: `${collector.url}/` });
  const { paypal } = story.sandbox;
  // The events are delivered last, so that the request advances the order.
  paypal.webhooks.pause();
  const orderId = await story.create("traced-cluster");
  paypal.approve(orderId);
  await story.approve(orderId);
  await story.reaches(orderId, "provisioned");
  paypal.webhooks.resume();
  await expect
    .poll(() => collector.spans.map(({ name }) => name))
    .toContain("webhook PAYMENT.CAPTURE.COMPLETED");
  expect(await story.server.stop()).toBe(0);

  const created = named(collector.spans, "POST /order/create");
  const spans = spansIn(collector.spans, created.traceId);
  expect(childNames(spans, "POST /order/create")).toEqual(["order.create"]);
  expect(childNames(spans, "order.create")).toEqual(
    expect.arrayContaining([
      "PayPal create",
      "SQL insert",
      "approve",
      "webhook CHECKOUT.ORDER.APPROVED",
      "webhook PAYMENT.CAPTURE.COMPLETED",
      "job capture",
      "job deliver",
    ]),
  );
  expect(childNames(spans, "approve")).toEqual(
    expect.arrayContaining(["PayPal get_order", "SQL update", "SQL insert", "SQL commit"]),
  );
  expect(childNames(spans, "job capture")).toEqual(
    expect.arrayContaining(["PayPal capture", "SQL update", "SQL insert", "SQL commit"]),
  );
  expect(childNames(spans, "job deliver")).toContain("web-order deliver");
  expect(new Set(spans.map(({ service }) => service))).toEqual(new Set(["web-billing"]));

  // Spans of a separate request or event link to it.
  const approved = named(collector.spans, "POST /order/approve");
  const calledIn = named(spansIn(collector.spans, approved.traceId), "order.approve");
  expect(named(spans, "approve").links).toMatchObject([{ spanId: calledIn.spanId }]);
  const job = collector.spans.find(
    ({ spanId }) => spanId === named(spans, "webhook CHECKOUT.ORDER.APPROVED").links[0]?.spanId,
  );
  expect(job).toMatchObject({ name: "job webhook" });
  expect(
    named(spansIn(collector.spans, job?.traceId ?? ""), "POST /webhooks/paypal"),
  ).toBeDefined();

  expect(named(spans, "job capture").fields).toMatchObject({ order_id: orderId, retry_count: 0 });
  expect(named(spans, "PayPal capture").fields).toMatchObject({
    outcome: "ok",
    debug_id: expect.any(String),
  });
});

test("the trace context is sent to web-order, but not to PayPal", async () => {
  await using collector = await startOtlpCollector();
  await using environment = await startFlowEnvironment();
  const { paypal, webOrder } = environment.sandbox;
  const server = await environment.startServer({ otlp_endpoint: collector.url });
  const { body } = await consoleCall(server.url, "/order/create", orderInput("traced-cluster"));
  const orderId = body["order_id"] as string;
  paypal.approve(orderId);
  await consoleCall(server.url, "/order/approve", { order_id: orderId });
  await createBillingClient({ url: server.url }).waitUntilSettled(orderId);
  expect(await server.stop()).toBe(0);

  const { traceId } = named(collector.spans, "POST /order/create");
  const { spanId } = named(collector.spans, "web-order deliver");
  const posted = webOrder.requests.find(({ path }) => path === "/order");
  expect(posted?.headers["traceparent"]).toBe(`00-${traceId}-${spanId}-01`);
  expect(paypal.requests.length).toBeGreaterThan(3);
  for (const { headers } of paypal.requests) {
    expect(Object.keys(headers).filter((name) => /trace|baggage/.test(name))).toEqual([]);
  }
});

test("a request continues its sender's trace, and an order the trace of its creation", async () => {
  await using collector = await startOtlpCollector();
  await using environment = await startFlowEnvironment();
  const server = await environment.startServer({ otlp_endpoint: collector.url });
  const senders = ["a".repeat(32), "b".repeat(32)] as const;
  const post = async (path: string, body: unknown, traceId: string) => {
    const headers = { traceparent: `00-${traceId}-${"c".repeat(16)}-01` };
    const init = { method: "POST", headers, body: JSON.stringify(body) };
    return (await (await fetch(server.url + path, init)).json()) as Record<string, string>;
  };
  const created = await post("/order/create", orderInput("continued-cluster"), senders[0]);
  const order_id = created["order_id"] ?? "";
  environment.sandbox.paypal.approve(order_id);
  await post("/order/approve", { order_id }, senders[1]);
  await createBillingClient({ url: server.url }).waitUntilSettled(order_id);
  // Not sampled by its sender, and neither is what follows.
  const unwanted = { traceparent: `00-${"d".repeat(32)}-${"c".repeat(16)}-00` };
  const body = JSON.stringify(orderInput("unsampled-cluster"));
  await fetch(`${server.url}/order/create`, { method: "POST", headers: unwanted, body });
  expect(await server.stop()).toBe(0);

  const [first, second] = senders.map((traceId) => spansIn(collector.spans, traceId));
  expect(named(first ?? [], "POST /order/create").parentSpanId).toBe("c".repeat(16));
  expect(named(first ?? [], "approve").links).toMatchObject([{ traceId: senders[1] }]);
  expect(named(first ?? [], "job deliver")).toBeDefined();
  expect((second ?? []).map(({ name }) => name).toSorted()).toEqual([
    "POST /order/approve",
    "SQL select",
    "order.approve",
  ]);
  expect(spansIn(collector.spans, "d".repeat(32))).toEqual([]);
});

test("spans contain no values of users", async () => {
  await using collector = await startOtlpCollector();
  await using environment = await startFlowEnvironment();
  const { paypal } = environment.sandbox;
  const server = await environment.startServer({ otlp_endpoint: collector.url });
  const order = orderInput("private-cluster");
  const { body } = await consoleCall(server.url, "/order/create?access_token=hunter2", order);
  const orderId = body["order_id"] as string;
  paypal.approve(orderId);
  await consoleCall(server.url, "/order/approve", { order_id: orderId });
  await createBillingClient({ url: server.url }).waitUntilSettled(orderId);
  expect(await server.stop()).toBe(0);
  const spanTexts = JSON.stringify(collector.spans);
  expect(spanTexts).toContain(orderId);
  for (const value of [order.order_details.user_id, "private-cluster", "hunter2", "keycloak"])
    expect(spanTexts).not.toContain(value);
  expect(spanTexts).not.toContain(paypal.clientSecret);
});

test("probes are not traced", async () => {
  await using collector = await startOtlpCollector();
  await using environment = await startFlowEnvironment();
  const server = await environment.startServer({ otlp_endpoint: collector.url });
  for (const path of ["/", "/livez", "/readyz", "/metrics", "/openapi.json"])
    expect((await fetch(server.url + path)).status).toBe(200);
  expect(await server.stop()).toBe(0);
  expect(collector.spans.filter(({ name }) => !/job|sql/i.test(name))).toMatchObject([
    { name: "GET /openapi.json" },
  ]);
});
