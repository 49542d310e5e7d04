import type { Sandbox } from "@onekonsole/billing-sandbox";
import { request } from "undici";
import { createOrder } from "./create.ts";
import { inParallel, quantile } from "./rounds.ts";
import type { BenchSurroundings } from "./surroundings.ts";

const samples = 300;
const waitingOrders = 10_000;

/** From approve's answer to the capture's arrival at PayPal, idle and with many orders waiting. */
export async function benchApproval({ billing, sandbox }: BenchSurroundings): Promise<void> {
  const idle = await captureDelays(billing.port, sandbox);
  await inParallel(waitingOrders, 32, async () => void (await createOrder(billing.port)));
  const busy = await captureDelays(billing.port, sandbox);
  console.log("\nApproval → capture start, ms, one at a time");
  console.table({ idle: row(idle), [`${waitingOrders} orders waiting`]: row(busy) });
}

const row = (delays: readonly number[]) => ({
  p50: Number(quantile(delays, 0.5).toFixed(1)),
  p99: Number(quantile(delays, 0.99).toFixed(1)),
  orders: delays.length,
});

async function captureDelays(port: number, { paypal }: Sandbox): Promise<number[]> {
  const delays: number[] = [];
  for (let sample = 0; sample < samples; sample += 1) {
    const orderId = await createOrder(port);
    paypal.approve(orderId);
    const captured = arrivalOf(paypal, `/v2/checkout/orders/${orderId}/capture`);
    const { body } = await request(`http://127.0.0.1:${port}/order/approve`, {
      method: "POST",
      body: JSON.stringify({ order_id: orderId }),
    });
    await body.dump();
    const answered = performance.now();
    delays.push(Math.max(0, (await captured) - answered));
  }
  return delays;
}

/** When a request to that path arrives, by this process's clock; looked for on every turn. */
async function arrivalOf({ requests }: Sandbox["paypal"], path: string): Promise<number> {
  let from = requests.length;
  for (;;) {
    if (requests.slice(from).some((received) => received.path === path)) return performance.now();
    from = requests.length;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
