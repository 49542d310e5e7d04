import { type Fault, kindName } from "./fault.ts";
import { type RandomFaults, randomFault } from "./random-faults.ts";

/** Counts of the injected faults; kinds as in `kindName`, and `outage` for calls during an outage. */
export interface FaultStats<Operation extends string> {
  readonly total: number;
  readonly byKind: Readonly<Record<string, number>>;
  readonly byOperation: Readonly<Partial<Record<Operation, number>>>;
  readonly byMoment: Readonly<Record<"before" | "after", number>>;
}

/** Faults to inject; those of one operation apply in the order they were added. */
export class Faults<Operation extends string> {
  #waiting: { readonly fault: Fault<Operation>; left: number }[] = [];
  #chaos: RandomFaults | undefined;
  readonly #kinds = new Map<string, number>();
  readonly #operations = new Map<string, number>();
  readonly #moments = { before: 0, after: 0 };

  add(fault: Fault<Operation>): void {
    if (fault.kind === "issue" && !fault.issue) throw new Error("An issue fault names its issue.");
    this.#waiting.push({ fault, left: fault.times ?? 1 });
  }

  /** The added faults that still apply, each with the number of calls that are left. */
  get waiting(): readonly Fault<Operation>[] {
    return this.#waiting.map(({ fault, left }) => ({ ...fault, times: left }));
  }

  /** The random faults, if any. */
  get random(): RandomFaults | undefined {
    return this.#chaos;
  }

  /** Injects random faults into calls that have no added fault. */
  chaos(chaos: RandomFaults): void {
    this.#chaos = chaos;
  }

  /** Removes all added and random faults. The counts are kept. */
  clear(): void {
    this.#waiting = [];
    this.#chaos = undefined;
  }

  /** Takes the fault for this call, if any. */
  take(operation: Operation): Fault<Operation> | undefined {
    const fault =
      this.#nextWaiting(operation) ?? (this.#chaos && randomFault(this.#chaos, operation));
    if (fault) this.count(kindName(fault.kind), operation, fault.when);
    return fault;
  }

  /** Counts one faulty call. */
  count(kind: string, operation: Operation, when: "before" | "after" = "before"): void {
    this.#kinds.set(kind, (this.#kinds.get(kind) ?? 0) + 1);
    this.#operations.set(operation, (this.#operations.get(operation) ?? 0) + 1);
    this.#moments[when] += 1;
  }

  /** Every fault that was applied since the start. */
  stats(): FaultStats<Operation> {
    return {
      total: this.#moments.before + this.#moments.after,
      byKind: Object.fromEntries(this.#kinds),
      byOperation: Object.fromEntries(this.#operations) as Partial<Record<Operation, number>>,
      byMoment: { ...this.#moments },
    };
  }

  #nextWaiting(operation: Operation): Fault<Operation> | undefined {
    const next = this.#waiting.find(({ fault }) => fault.operation === operation);
    if (!next) return undefined;
    next.left -= 1;
    if (next.left <= 0) this.#waiting = this.#waiting.filter((waiting) => waiting !== next);
    return next.fault;
  }
}
