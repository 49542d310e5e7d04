import fc from "fast-check";
import type { PayPalEvent } from "../../domain/paypal-event.ts";

/** One event or action that concerns the order. */
export type SimulationStep =
  | {
      readonly name:
        | "payer approves"
        | "PayPal forgets"
        | "bank returns"
        | "another order takes the name";
    }
  | { readonly name: "browser captures"; readonly held: boolean; readonly amount: bigint }
  | { readonly name: "PayPal decides"; readonly status: "COMPLETED" | "DECLINED" }
  | { readonly name: "merchant refunds" | "bank reverses"; readonly amount: bigint }
  | { readonly name: "time passes"; readonly ms: number }
  | { readonly name: "approve" | "sweep" | "work" | "job dies" }
  | { readonly name: "webhook"; readonly topic: PayPalEvent["topic"] }
  | { readonly name: "operator refunds"; readonly amount: bigint | null }
  | { readonly name: "operator retries" | "operator closes" };

// Out of the sample order's 31.00.
const amount = fc.constantFrom(1n, 1000n, 3100n, 3100n, 3100n);
const topic = fc.constantFrom<PayPalEvent["topic"][]>(
  "order",
  "refund",
  "reversal",
  "dispute_opened",
  "dispute_closed",
);

const named = <const Name extends string, Rest extends object>(
  name: Name,
  rest: { [Key in keyof Rest]: fc.Arbitrary<Rest[Key]> },
) =>
  fc.record({
    name: fc.constant(name),
    ...rest,
  }) as fc.Arbitrary<unknown> as fc.Arbitrary<SimulationStep>;

const usual = fc.constantFrom<SimulationStep[]>(
  { name: "payer approves" },
  { name: "approve" },
  { name: "sweep" },
  { name: "work" },
  { name: "work" },
  { name: "time passes", ms: 61_000 },
);

const rare = fc.constantFrom<SimulationStep[]>(
  { name: "PayPal forgets" },
  { name: "bank returns" },
  { name: "bank returns" },
  { name: "another order takes the name" },
  { name: "job dies" },
  { name: "time passes", ms: 3_600_000 },
  { name: "operator retries" },
  { name: "operator retries" },
  { name: "operator closes" },
  { name: "operator closes" },
  { name: "PayPal decides", status: "COMPLETED" },
  { name: "PayPal decides", status: "DECLINED" },
);

const simulationStep: fc.Arbitrary<SimulationStep> = fc.oneof<
  fc.MaybeWeightedArbitrary<SimulationStep>[]
>(
  { weight: 10, arbitrary: usual },
  { weight: 2, arbitrary: rare },
  { weight: 3, arbitrary: named("webhook", { topic }) },
  { weight: 1, arbitrary: named("browser captures", { held: fc.boolean(), amount }) },
  { weight: 1, arbitrary: named("merchant refunds", { amount }) },
  { weight: 1, arbitrary: named("bank reverses", { amount }) },
  { weight: 1, arbitrary: named("operator refunds", { amount: fc.option(amount) }) },
);

/** Sequences of steps; usual steps occur more often. */
export const simulationSteps: fc.Arbitrary<SimulationStep[]> = fc.array(simulationStep, {
  minLength: 5,
  maxLength: 50,
  size: "max",
});
