import type { OrderState } from "@onekonsole/billing-contract";
import type { Scene } from "./scene.ts";

/** Who acts in a step. */
export const scenarioActors = [
  "customer",
  "payer",
  "billing",
  "operator",
  "merchant",
  "paypal",
  "bank",
  "web_order",
  "issuer",
  "network",
  "attacker",
  "clock",
] as const;

export type ScenarioActor = (typeof scenarioActors)[number];

/** One thing that happens. */
export interface ScenarioStep {
  readonly actor: ScenarioActor;
  /** A sentence. */
  readonly text: string;
  /** Does it, or waits until it has happened. */
  readonly act: (scene: Scene) => Promise<unknown>;
}

/** How a scenario ends for the order that was placed last. */
export interface ScenarioEnding {
  /** The order's state in the billing service. */
  readonly state: OrderState;
  /** The captured amount, which billing and PayPal must agree on. */
  readonly captured: string;
  /** The amount refunded or reversed, which billing and PayPal must agree on. */
  readonly returned: string;
  /** PayPal's status of the payment; without a payment, that of the order. */
  readonly paypal: string;
  /** The number of web-order's rows for all orders of the scenario. */
  readonly clusters: number;
  /** Whether billing shows an open dispute. */
  readonly disputed: boolean;
  /** What the customer reads. */
  readonly message: string;
}

/** A sequence of events with the result that it must lead to. */
export interface Scenario {
  /** Unique. */
  readonly name: string;
  /** What happens, as one sentence. */
  readonly description: string;
  readonly steps: readonly ScenarioStep[];
  readonly expected: ScenarioEnding;
  /** Whether it disturbs other orders while it plays, by an outage, a fault, a switch or the clock. */
  readonly disturbsOthers: boolean;
}
