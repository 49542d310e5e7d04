import { setTimeout as sleep } from "node:timers/promises";
import type { Sandbox } from "@onekonsole/billing-sandbox";
import { orderInput } from "@onekonsole/billing-testkit/console-call";
import { type CheckResult, expectValue } from "./check-result.ts";
import type { ContainedServer } from "./contained-server.ts";

// PayPal's response is delayed, so that the request is still running at SIGTERM.
const paypalDelayMs = 1_500;
// The server's own limit, below the grace period of a pod.
const drainMs = 35_000;

/** Sends SIGTERM while a request is running, and checks its response and the exit. */
export async function checkShutdown(
  server: ContainedServer,
  { paypal }: Sandbox,
): Promise<readonly CheckResult[]> {
  paypal.faults.add({ operation: "orders.create", kind: "delay", latencyMs: paypalDelayMs });
  const before = paypal.requests.length;
  const responded = fetch(`${server.url}/order/create`, {
    method: "POST",
    body: JSON.stringify(orderInput("last-cluster")),
  }).then(({ status }) => ({ status, wasStopping: isStopping(server) }));
  const isRunning = () =>
    paypal.requests.slice(before).some(({ path }) => path === "/v2/checkout/orders");
  // A response without a request to PayPal is a result to report, not one to wait for.
  while (!isRunning()) if (await Promise.race([sleep(10), responded])) break;
  const startedAt = performance.now();
  const [{ status, wasStopping }, exitCode] = await Promise.all([responded, server.stop()]);
  const stopMs = performance.now() - startedAt;
  const response = wasStopping ? `${status}` : "came before the stop";
  return [
    expectValue("response to a request running at SIGTERM", response, "200"),
    expectValue("exit code", String(exitCode), "0"),
    { check: "time to stop", value: `${(stopMs / 1000).toFixed(1)} s`, ok: stopMs < drainMs },
  ];
}

const isStopping = ({ log }: ContainedServer) => log.some((line) => line.includes('"stopping"'));
