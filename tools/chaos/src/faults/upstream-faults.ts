import type { RandomFaults, Sandbox } from "@onekonsole/billing-sandbox";

type Kinds = RandomFaults["kinds"];

const lost: Kinds = ["reset", "reset", "empty", "malformed_json", "html_502"];
const slow: Kinds = ["delay", "delay", "delay", "hang", "slow_drip"];
const statuses: Kinds = [
  { status: 429, headers: { "retry-after": "1" } },
  { status: 500 },
  { status: 500 },
  { status: 503 },
];

/** Starts the faults of single requests at the upstreams, and of webhook deliveries. */
export function startUpstreamFaults(
  { paypal, webOrder }: Pick<Sandbox, "paypal" | "webOrder">,
  random: () => number,
): void {
  failPayPalRequests(paypal, random);
  failWebOrderRequests(webOrder, random);
  disturbWebhooks(paypal.webhooks, random);
}

/** Ends them, and delivers the webhooks that were held back, in random order. */
export function stopUpstreamFaults(
  { paypal, webOrder }: Pick<Sandbox, "paypal" | "webOrder">,
  random: () => number,
): void {
  paypal.faults.clear();
  webOrder.faults.clear();
  paypal.webhooks.deliveryFaults.clear();
  paypal.webhooks.resume(random);
}

/** One PayPal request in eleven fails, before or after its effect. */
function failPayPalRequests({ faults }: Sandbox["paypal"], random: () => number): void {
  const kinds = [...lost, ...slow, ...statuses, { status: 401 }];
  faults.chaos({ random, rate: 0.09, kinds, latencyMs: 400 });
}

/** One web-order request in twenty fails, before or after its effect. */
function failWebOrderRequests({ faults }: Sandbox["webOrder"], random: () => number): void {
  faults.chaos({ random, rate: 0.05, kinds: [...lost, ...slow, ...statuses], latencyMs: 400 });
}

/** Webhooks are duplicated, delayed, reordered or dropped. */
function disturbWebhooks(
  { deliveryFaults }: Sandbox["paypal"]["webhooks"],
  random: () => number,
): void {
  deliveryFaults.random = random;
  deliveryFaults.reorderWithinMs = 1_500;
  deliveryFaults.duplicateRate = 0.2;
  deliveryFaults.dropRate = 0.15;
}
