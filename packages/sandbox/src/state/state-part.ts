import type { Records } from "./records.ts";

/** A part of a simulator's state that is stored as one value, since it is small. */
export interface ValuePart {
  /** JSON-able. */
  readonly value: () => unknown;
}

/** A part whose records are stored one by one. */
export interface RecordsPart {
  readonly keys: () => Iterable<string>;
  /** The JSON-able record; undefined if there is none. */
  readonly read: (key: string) => unknown;
  /** Reports each key whose record may have changed from now on; undefined ends this. */
  readonly watch: (touched: ((key: string) => void) | undefined) => void;
}

/** The parts of a state by their path, as `paypal.orders`. */
export type StateParts = Readonly<Record<string, ValuePart | RecordsPart>>;

/** The part of records; `toState` makes a record JSON-able. */
export function recordsPart<Value>(
  records: Records<Value>,
  toState: (value: Value) => unknown = (value) => value,
): RecordsPart {
  return {
    keys: () => records.keys(),
    read: (key) => {
      const value = records.peek(key);
      return value === undefined ? undefined : toState(value);
    },
    watch: (touched) => {
      records.touched = touched;
    },
  };
}

/** The parts of a simulator, below its name. */
export const below = (name: string, parts: StateParts): StateParts =>
  Object.fromEntries(Object.entries(parts).map(([path, part]) => [`${name}.${path}`, part]));

/** The value of a part; records by their keys. */
export function readPart(part: ValuePart | RecordsPart): unknown {
  if ("value" in part) return part.value();
  return Object.fromEntries([...part.keys()].map((key) => [key, part.read(key)]));
}

/** An object that has each value at its path. */
export function nest(values: Iterable<readonly [path: string, value: unknown]>): object {
  const whole = {};
  for (const [path, value] of values) {
    const fields = path.split(".");
    const last = fields.pop() ?? "";
    const parent = fields.reduce<Record<string, unknown>>(
      (object, field) => (object[field] ??= {}) as Record<string, unknown>,
      whole,
    );
    parent[last] = value;
  }
  return whole;
}
