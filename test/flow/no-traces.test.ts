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
import {
  startFlowEnvironment,
  type FlowEnvironment,
} from "@onekonsole/billing-testkit/server/flow-environment";
import { expect, test } from "vitest";
import { startOtlpCollector } from "./otlp-collector.ts";

const build = join(import.meta.dirname, "..", "..", "apps", "billing-server", "dist", "main.js");

/** Processes one order from its creation to its cluster. */
async function orderCluster({ sandbox }: FlowEnvironment, { url }: BillingProcess): Promise<void> {
  const client = createBillingClient({ url });
  const { order_id } = await client.order.create.mutate(orderInput("any-cluster"));
  sandbox.paypal.approve(order_id);
  await client.order.approve.mutate({ order_id });
  expect((await client.waitUntilSettled(order_id)).state).toBe("provisioned");
}

const parseLog = ({ log }: BillingProcess) =>
  log.map((line) => JSON.parse(line) as Record<string, unknown>);
const linesWith = (server: BillingProcess, message: string) =>
  parseLog(server).filter(({ msg }) => msg === message);

test("an unreachable collector causes one log line and no other effect", async () => {
  await using environment = await startFlowEnvironment();
  const server = await environment.startServer({ otlp_endpoint: "http://127.0.0.1:1" });
  await orderCluster(environment, server);
  await expect.poll(() => linesWith(server, "trace export failing").length).toBe(1);
  await orderCluster(environment, server);
  expect(await server.stop()).toBe(0);
  expect(linesWith(server, "trace export failing")).toHaveLength(1);
  expect(parseLog(server).filter(({ level }) => Number(level) > 40)).toEqual([]);
});

test("a collector that never responds does not delay the server's stop", async () => {
  await using environment = await startFlowEnvironment();
  const silent = createServer(() => undefined);
  await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
  const { port } = silent.address() as AddressInfo;
  const server = await environment.startServer({ otlp_endpoint: `http://127.0.0.1:${port}` });
  await orderCluster(environment, server);
  expect(await server.stop()).toBe(0);
  expect(linesWith(server, "stopped")).toHaveLength(1);
  silent.close();
  silent.closeAllConnections();
});

test("lost spans are logged once, and so is the recovery", async () => {
  let status = 500;
  await using collector = await startOtlpCollector((response) => {
    response.statusCode = status;
    response.end("{}");
  });
  await using environment = await startFlowEnvironment();
  const server = await environment.startServer({ otlp_endpoint: collector.url });
  await orderCluster(environment, server);
  await expect.poll(() => linesWith(server, "trace export failing").length).toBe(1);
  const before = collector.requests.length;
  await orderCluster(environment, server);
  await expect.poll(() => collector.requests.length).toBeGreaterThan(before);
  status = 200;
  await orderCluster(environment, server);
  await expect.poll(() => linesWith(server, "trace export restored").length).toBe(1);
  expect(linesWith(server, "trace export failing")).toHaveLength(1);
});

// Prints the loaded modules of OpenTelemetry as log lines.
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

const loadedModules = (server: BillingProcess) =>
  [...new Set(parseLog(server).map(({ loaded }) => loaded))].filter(Boolean);

const programs = [
  { name: "the sources", built: false },
  ...(existsSync(build) ? [{ name: "the build", built: true }] : []),
];

test.each(programs)("$name does not load the SDK unless tracing is enabled", async ({ built }) => {
  await using collector = await startOtlpCollector();
  await using environment = await startFlowEnvironment();
  const start = (settings: Record<string, string>) =>
    startBillingProcess({ ...environment, built, settings: { ...settings, NODE_OPTIONS } });
  await using off = await start({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url });
  await orderCluster(environment, off);
  expect(await off.stop()).toBe(0);
  // Libraries may call the API in any case; it does nothing by itself.
  expect(loadedModules(off)).toEqual(["api"]);
  expect(parseLog(off).filter((line) => "trace_id" in line)).toEqual([]);
  expect(collector.requests).toEqual([]);

  const headers = { OTEL_EXPORTER_OTLP_HEADERS: "authorization=Bearer%20for-the-collector" };
  await using on = await start({ otlp_endpoint: collector.url, ...headers });
  await orderCluster(environment, on);
  expect(await on.stop()).toBe(0);
  expect(loadedModules(on)).toEqual(
    expect.arrayContaining(["api", "sdk-trace", "exporter-trace-otlp-http"]),
  );
  const { traceId } = collector.spans.find((span) => span.name === "order.create") ?? {};
  expect(parseLog(on)).toContainEqual(expect.objectContaining({ trace_id: traceId }));
  expect(collector.requests).toContainEqual({
    path: "/v1/traces",
    authorization: "Bearer for-the-collector",
  });
  expect(collector.spans.map((span) => span.name)).toContain("web-order deliver");
});
