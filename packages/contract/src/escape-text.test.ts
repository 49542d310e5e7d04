import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { escapeLines, escapeStrings, escapeUnprintable } from "./escape-text.ts";

describe("a text", () => {
  test.each([
    ["\u001b[31mred", String.raw`\u001b[31mred`],
    ["\u001b]52;c;eA==\u0007", String.raw`\u001b]52;c;eA==\u0007`],
    ["a\u009b2Jb\u007f", String.raw`a\u009b2Jb\u007f`],
    ["31\u202e00.\u2069", String.raw`31\u202e00.\u2069`],
    ["two\u2028lines\u2029", String.raw`two\u2028lines\u2029`],
    ["\ufeffno\u200bthing\u00ad\u3164", String.raw`\ufeffno\u200bthing\u00ad\u3164`],
    ["a tag \u{e0041}", String.raw`a tag \udb40\udc41`],
    ["half \ud83d", String.raw`half \ud83d`],
    ["one\r\ntwo\tthree", String.raw`one\u000d\u000atwo\u0009three`],
  ])("%j is escaped", (text, escaped) => expect(escapeUnprintable(text)).toBe(escaped));

  test.each(["blue-lake", "Orléans, 31,00 €", "日本語", "مرحبا", "👍🏽", "\\u001b", "–"])(
    "%s stays as it is",
    (text) => expect(escapeUnprintable(text)).toBe(text),
  );

  test("keeps trusted line breaks", () => {
    expect(escapeLines("one\u001b\ntwo\r\n")).toBe("one\\u001b\ntwo\\u000d\n");
  });
});

test("escaped JSON parses to the same value", () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: "binary" }), (value) => {
      const text = JSON.stringify(value);
      expect(JSON.parse(escapeUnprintable(text))).toEqual(JSON.parse(text));
    }),
  );
});

test("every string of a value is escaped, and nothing else changes", () => {
  const value = { a: ["\n", 1, null, { b: "\u001b" }], c: true };
  expect(escapeStrings(value)).toEqual({ a: ["\\u000a", 1, null, { b: "\\u001b" }], c: true });
  expect(escapeStrings(value, escapeLines).a[0]).toBe("\n");
});
