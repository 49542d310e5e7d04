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

/** One PayPal call in eleven breaks, before or after its effect. */
export function paypalFaults({ faults }: Sandbox["paypal"], random: () => number): void {
  const kinds = [...lost, ...slow, ...statuses, { status: 401 }];
  faults.chaos({ random, rate: 0.09, kinds, latencyMs: 400 });
}

/** One call in twenty at web-order breaks, before or after its effect. */
export function webOrderFaults({ faults }: Sandbox["webOrder"], random: () => number): void {
  faults.chaos({ random, rate: 0.05, kinds: [...lost, ...slow, ...statuses], latencyMs: 400 });
}

/** Webhooks come twice, late, in another order, or never. */
export function webhookFaults(
  { deliveryFaults }: Sandbox["paypal"]["webhooks"],
  random: () => number,
): void {
  deliveryFaults.random = random;
  deliveryFaults.reorderWithinMs = 1_500;
  deliveryFaults.duplicateRate = 0.2;
  deliveryFaults.dropRate = 0.15;
}
