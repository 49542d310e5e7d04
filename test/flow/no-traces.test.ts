import { existsSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { createBillingClient } from "@onekonsole/billing-client";
import { orderInput } from "@onekonsole/billing-testkit/console-call";
import {
  type BillingProcess,
  startBillingProcess,
} from "@onekonsole/billing-testkit/server/billing-process";
import { expect, test } from "vitest";
import { startFlowEnvironment, type FlowEnvironment } from "./flow-environment.ts";
import { startOtlpCollector } from "./otlp-collector.ts";

const build = join(import.meta.dirname, "..", "..", "apps", "billing-server", "dist", "main.js");

/** From its price to its cluster. */
async function orderCluster({ sandbox }: FlowEnvironment, { url }: BillingProcess): Promise<void> {
  const client = createBillingClient({ url });
  const { order_id } = await client.order.create.mutate(orderInput("any-cluster"));
  sandbox.paypal.approve(order_id);
  await client.order.approve.mutate({ order_id });
  expect((await client.waitUntilSettled(order_id)).state).toBe("provisioned");
}

const linesOf = ({ log }: BillingProcess) =>
  log.map((line) => JSON.parse(line) as Record<string, unknown>);
const saysOf = (server: BillingProcess, message: string) =>
  linesOf(server).filter(({ msg }) => msg === message);

test("a collector that is away costs one line of the log and nothing else", async () => {
  await using environment = await startFlowEnvironment();
  const server = await environment.startServer({ otlp_endpoint: "http://127.0.0.1:1" });
  await orderCluster(environment, server);
  await expect.poll(() => saysOf(server, "traces get lost").length).toBe(1);
  await orderCluster(environment, server);
  expect(await server.stop()).toBe(0);
  expect(saysOf(server, "traces get lost")).toHaveLength(1);
  expect(linesOf(server).filter(({ level }) => Number(level) > 40)).toEqual([]);
});

test("a collector that never answers does not keep the server from ending", async () => {
  await using environment = await startFlowEnvironment();
  const silent = createServer(() => undefined);
  await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
  const { port } = silent.address() as AddressInfo;
  const server = await environment.startServer({ otlp_endpoint: `http://127.0.0.1:${port}` });
  await orderCluster(environment, server);
  expect(await server.stop()).toBe(0);
  expect(saysOf(server, "stopped")).toHaveLength(1);
  silent.close();
  silent.closeAllConnections();
});

test("losses are told once, and when they end", async () => {
  let status = 500;
  await using collector = await startOtlpCollector((response) => {
    response.statusCode = status;
    response.end("{}");
  });
  await using environment = await startFlowEnvironment();
  const server = await environment.startServer({ otlp_endpoint: collector.url });
  await orderCluster(environment, server);
  await expect.poll(() => saysOf(server, "traces get lost").length).toBe(1);
  const before = collector.requests.length;
  await orderCluster(environment, server);
  await expect.poll(() => collector.requests.length).toBeGreaterThan(before);
  status = 200;
  await orderCluster(environment, server);
  await expect.poll(() => saysOf(server, "traces arrive again").length).toBe(1);
  expect(saysOf(server, "traces get lost")).toHaveLength(1);
});

// Prints what is loaded of OpenTelemetry, as lines of the log.
const watchModules = `
  import { registerHooks } from "node:module";
  registerHooks({
    load: (url, context, next) => {
      const [, loaded] = /@opentelemetry\\/([^/]+)/.exec(url) ?? [];
      if (loaded) console.log(JSON.stringify({ loaded }));
      return next(url, context);
    },
  });`;
const NODE_OPTIONS = `--import="data:text/javascript,${encodeURIComponent(watchModules)}"`;

const loadedBy = (server: BillingProcess) =>
  [...new Set(linesOf(server).map(({ loaded }) => loaded))].filter(Boolean);

const programs = [
  { name: "the sources", built: false },
  ...(existsSync(build) ? [{ name: "the build", built: true }] : []),
];

test.each(programs)(
  "nothing of the SDK is loaded by $name unless it is wanted",
  async ({ built }) => {
    await using collector = await startOtlpCollector();
    await using environment = await startFlowEnvironment();
    const start = (settings: Record<string, string>) =>
      startBillingProcess({ ...environment, built, settings: { ...settings, NODE_OPTIONS } });
    await using off = await start({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url });
    await orderCluster(environment, off);
    expect(await off.stop()).toBe(0);
    // The API is what a library may call in any case; it does nothing by itself.
    expect(loadedBy(off)).toEqual(["api"]);
    expect(linesOf(off).filter((line) => "trace_id" in line)).toEqual([]);
    expect(collector.requests).toEqual([]);

    const headers = { OTEL_EXPORTER_OTLP_HEADERS: "authorization=Bearer%20for-the-collector" };
    await using on = await start({ otlp_endpoint: collector.url, ...headers });
    await orderCluster(environment, on);
    expect(await on.stop()).toBe(0);
    expect(loadedBy(on)).toEqual(
      expect.arrayContaining(["api", "sdk-trace", "exporter-trace-otlp-http"]),
    );
    const { traceId } = collector.spans.find((span) => span.name === "order.create") ?? {};
    expect(linesOf(on)).toContainEqual(expect.objectContaining({ trace_id: traceId }));
    expect(collector.requests).toContainEqual({
      path: "/v1/traces",
      authorization: "Bearer for-the-collector",
    });
    expect(collector.spans.map((span) => span.name)).toContain("web-order deliver");
  },
);
