import type { Fault, FaultKind } from "./fault.ts";

/** Faults at random on every operation. A kind named twice strikes twice as often. */
export interface RandomFaults {
  /** From 0 to below 1; a seeded generator makes a run repeatable. */
  readonly random: () => number;
  /** How many calls of all are broken, from 0 to 1. */
  readonly rate: number;
  readonly kinds: readonly Exclude<FaultKind, "issue">[];
  /** The longest wait of a `delay`, in milliseconds; 200 by default. */
  readonly latencyMs?: number;
}

/** The fault that strikes the next call of an operation, if any. */
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

// A 4xx promises that nothing has happened: after the effect it would be a lie that no API tells.
function isRefusal(kind: FaultKind): boolean {
  return typeof kind === "object" && kind.status >= 400 && kind.status < 500;
}
