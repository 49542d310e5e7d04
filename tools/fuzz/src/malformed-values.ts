import fc from "fast-check";

const limits = [
  [0, -0, 1, -1, 0.1, 1e21, 1e308, 5e-324, -1e-7],
  [2 ** 31 - 1, 2 ** 31, 2 ** 32, 2 ** 53 - 1, 2 ** 53, -(2 ** 53), 2 ** 63],
].flat();

const unusualTexts = [
  ["", " ", "\u0000", "ab\u0000cd", "\ud800", "\udfff\ud800", "\u202e", "\ufeff", "İ", "ﬃ"],
  ["constructor", "__proto__", "toString", "null", "undefined", "NaN", "[object Object]"],
  ["'; drop table orders; --", '" or 1=1', "$1", "{{7*7}}", "${7*7}", "%s%n", "../../etc/passwd"],
  ["\r\nset-cookie: a=b", "<script>alert(1)</script>", "%00", "%", "1e3", "0x10", "-1"],
  ["x".repeat(300), "é".repeat(5_000), "9".repeat(400)],
].flat();

/** Text of any length: invalid characters, and texts that interpreters treat in a special way. */
export const malformedText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...unusualTexts),
  fc.string({ unit: "binary" }),
  fc.string(),
);

/** A JSON value of a wrong type, size or depth. */
export const malformedValue: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, true, false, [], {}, [[]], [null]),
  fc.constantFrom(...limits),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  malformedText,
  fc.jsonValue({ maxDepth: 4 }),
  fc.integer({ min: 1, max: 2_000 }).map(nested),
  malformedText.map(
    (text) => JSON.parse(`{"__proto__":{"text":${JSON.stringify(text)}}}`) as unknown,
  ),
);

function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < depth; level += 1) value = level % 2 ? [value] : { a: value };
  return value;
}

/** An object of these fields; sometimes fields are malformed, missing or added. */
export function nearlyValid(fields: Readonly<Record<string, fc.Arbitrary<unknown>>>) {
  const names = Object.keys(fields);
  const malformedNames = fc.constantFrom(...names, "__proto__", "constructor", "extra");
  const damaged = fc
    .record({
      valid: fc.record(fields),
      dropped: fc.subarray(names),
      malformed: fc.dictionary(malformedNames, malformedValue, { maxKeys: 2 }),
    })
    .map(({ valid, dropped, malformed }) => {
      const kept = Object.entries(valid).filter(([name]) => !dropped.includes(name));
      return Object.fromEntries([...kept, ...Object.entries(malformed)]);
    });
  return fc.oneof({ weight: 3, arbitrary: fc.record(fields) }, { weight: 2, arbitrary: damaged });
}

/** The first with a weight of 6, the second with a weight of 1. */
export const mostly = <T, U>(usual: fc.Arbitrary<T>, other: fc.Arbitrary<U>) =>
  fc.oneof({ weight: 6, arbitrary: usual }, { weight: 1, arbitrary: other });
