import { setTimeout as sleep } from "node:timers/promises";
import type { Sandbox } from "@onekonsole/billing-sandbox";
import type { ContainedServer } from "./contained-server.ts";
import { expected, type Finding } from "./finding.ts";
import { orderOf } from "./working-findings.ts";

// PayPal takes its time, so that the request outlasts the signal.
const slowAnswerMs = 1_500;
// The server's own limit; a pod is killed later.
const drainMs = 35_000;

/** How the server ends on SIGTERM while it answers a request. */
export async function stoppingFindings(
  server: ContainedServer,
  { paypal }: Sandbox,
): Promise<readonly Finding[]> {
  paypal.faults.add({ operation: "orders.create", kind: "delay", latencyMs: slowAnswerMs });
  const before = paypal.requests.length;
  const answered = fetch(`${server.url}/order/create`, {
    method: "POST",
    body: JSON.stringify(orderOf("last-cluster")),
  }).then(({ status }) => ({ status, wasStopping: isStopping(server) }));
  const isUnderWay = () =>
    paypal.requests.slice(before).some(({ path }) => path === "/v2/checkout/orders");
  // An answer that comes without PayPal's is one to report, not to wait for.
  while (!isUnderWay()) if (await Promise.race([sleep(10), answered])) break;
  const startedAt = performance.now();
  const [{ status, wasStopping }, exitCode] = await Promise.all([answered, server.stop()]);
  const tookMs = performance.now() - startedAt;
  return [
    expected("a request under way at SIGTERM", wasStopping ? `${status}` : "was too quick", "200"),
    expected("exit code", String(exitCode), "0"),
    { what: "time to stop", seen: `${(tookMs / 1000).toFixed(1)} s`, ok: tookMs < drainMs },
  ];
}

const isStopping = ({ log }: ContainedServer) => log.some((line) => line.includes('"stopping"'));
