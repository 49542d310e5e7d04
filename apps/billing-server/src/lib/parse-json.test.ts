import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseJson } from "./parse-json.ts";

const parsed = (text: string): unknown => parseJson(Buffer.from(text));
const nested = (levels: number, open = "[", close = "]"): string =>
  open.repeat(levels) + close.repeat(levels);
const list = (element: string, count: number): string =>
  `[${Array.from({ length: count }, () => element).join(",")}]`;

test("JSON of ordinary size is parsed as by JSON.parse", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 20, stringUnit: "binary" }), (value) => {
      const text = JSON.stringify(value);
      expect(parsed(text)).toEqual(JSON.parse(text));
    }),
  );
});

describe("depth", () => {
  test.each([
    ["of lists", nested(64), nested(65)],
    [
      "of objects",
      `${'{"a":'.repeat(64)}1${"}".repeat(64)}`,
      `${'{"a":'.repeat(65)}1${"}".repeat(65)}`,
    ],
    ["after other values", `["[[",${nested(63)}]`, `["]]",${nested(64)}]`],
    ["after a closed one", `[${nested(60)},${nested(63)}]`, `[${nested(60)},${nested(64)}]`],
  ])("%s has 64 levels at most", (_, deepest, deeper) => {
    expect(parsed(deepest)).toEqual(JSON.parse(deepest));
    expect(parsed(deeper)).toBeUndefined();
  });

  test("a bracket in a string does not count", () => {
    for (const text of [nested(100), `\\"${nested(100)}`, `\\\\\\"${nested(100, "{", "}")}`])
      expect(parsed(`"${text}"`)).toBe(JSON.parse(`"${text}"`));
    expect(parsed(`["\\\\",${nested(64)}]`)).toBeUndefined();
  });

  test("three million levels cost no more than reading up to the 65th", () => {
    const bytes = Buffer.alloc(3_000_000, "[");
    const before = process.memoryUsage().heapTotal;
    for (let times = 0; times < 1_000; times += 1) parseJson(bytes);
    expect(process.memoryUsage().heapTotal - before).toBeLessThan(16 * 1024 * 1024);
  });
});

test.each(["1", "[]", "{}", '"a"', "null"])("%s are 100,000 at most", (element) => {
  const own = element === "[]" || element === "{}" ? 2 : 1;
  expect(parsed(list(element, 100_000 / own))).toHaveLength(100_000 / own);
  expect(parsed(list(element, 100_000 / own + 1))).toBeUndefined();
});

test.each(["", " ", "{", "]", "[[[", "<html>", '{"a":1}}', "\u0000", "[1,]", "'a'"])(
  "%j is not JSON",
  (text) => expect(parsed(text)).toBeUndefined(),
);
