import type { Fault, FaultKind } from "./fault.ts";

/** Random faults on every operation. A kind listed twice occurs twice as often. */
export interface RandomFaults {
  /** From 0 to below 1; a seeded generator makes a run repeatable. */
  readonly random: () => number;
  /** The share of affected calls, from 0 to 1. */
  readonly rate: number;
  readonly kinds: readonly Exclude<FaultKind, "issue">[];
  /** Maximum wait of a `delay` in milliseconds; 200 by default. */
  readonly latencyMs?: number;
}

/** Draws the fault for the next call of an operation, if any. */
export function randomFault<Operation extends string>(
  { random, rate, kinds, latencyMs = 200 }: RandomFaults,
  operation: Operation,
): Fault<Operation> | undefined {
  if (random() >= rate) return undefined;
  const kind = kinds[Math.floor(random() * kinds.length)];
  if (kind === undefined) return undefined;
  const when = random() < 0.5 || isRefusal(kind) ? "before" : "after";
  const wait = kind === "delay" ? { latencyMs: Math.ceil(random() * latencyMs) } : {};
  return { operation, kind, when, ...wait };
}

// A 4xx means that the operation had no effect, so it is never sent after the effect.
function isRefusal(kind: FaultKind): boolean {
  return typeof kind === "object" && kind.status >= 400 && kind.status < 500;
}
