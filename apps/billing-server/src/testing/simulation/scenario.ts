import fc from "fast-check";
import type { Fault, MissingPart, PayPalBehavior } from "./paypal-behavior.ts";

export interface Scenario extends PayPalBehavior {
  /** The faults of successive upstream calls; afterwards none. */
  readonly faults: readonly Fault[];
  /** What PayPal's responses about the order omit, one entry per response; afterwards nothing. */
  readonly missingParts: readonly MissingPart[];
  readonly webOrderRefuses: boolean;
  /** The state of the order at the first step. */
  readonly start: "awaiting_approval" | "approved" | "captured";
}

const usually = <T>(usual: T, ...others: T[]): fc.Arbitrary<T> =>
  fc.oneof(
    { weight: others.length, arbitrary: fc.constant(usual) },
    { weight: others.length, arbitrary: fc.constantFrom(...others) },
  );

/** The conditions that no actor controls. */
export const simulationScenario: fc.Arbitrary<Scenario> = fc.record({
  faults: fc.array(fc.constantFrom("none", "none", "before", "after"), {
    maxLength: 40,
    size: "max",
  }),
  capture: fc.constantFrom("COMPLETED", "COMPLETED", "PENDING", "DECLINED", "INSTRUMENT_DECLINED"),
  pendingReason: usually<string | null>(null, "ECHECK", "UNILATERAL", "MOON_PHASE"),
  isSlowBank: fc.boolean(),
  refundIssue: usually<string | null>(
    null,
    "REFUND_FAILED_INSUFFICIENT_FUNDS",
    "REFUND_TIME_LIMIT_EXCEEDED",
    "TRANSACTION_DISPUTED",
    "PARTIAL_REFUND_NOT_ALLOWED",
    "MOON_PHASE",
  ),
  missingParts: fc.array(
    fc.constantFrom<MissingPart[]>(
      "nothing",
      "nothing",
      "order",
      "status",
      "payee",
      "payments",
      "readability",
    ),
    { maxLength: 30, size: "max" },
  ),
  namesReversals: fc.boolean(),
  webOrderRefuses: fc.constantFrom(false, false, true),
  start: fc.constantFrom("awaiting_approval", "approved", "captured"),
});
