/** A pseudorandom generator of numbers from 0 to below 1. */
export interface SeededRandom {
  (): number;
  /** The seed of a generator that continues this one. */
  readonly seed: number;
}

/** A repeatable generator (mulberry32); not for secrets. */
export function seededRandom(seed: number): SeededRandom {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return Object.defineProperty(next, "seed", { get: () => state }) as unknown as SeededRandom;
}

/** Returns the values in a random order (Fisher–Yates). */
export function shuffled<Value>(values: readonly Value[], random: () => number): Value[] {
  const mixed = [...values];
  for (let last = mixed.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    [mixed[last], mixed[other]] = [mixed[other] as Value, mixed[last] as Value];
  }
  return mixed;
}
