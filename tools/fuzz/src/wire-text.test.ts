import { expect, test } from "vitest";
import { asHeaderValue, inRequestLine, json, latin1, percentEncoded } from "./wire-text.ts";

test("latin1 has one character per UTF-8 byte", () => {
  expect(latin1("é")).toBe("\u00c3\u00a9");
});

test("json is empty for undefined", () => {
  expect(json(undefined)).toBe("");
  expect(json({ a: "é" })).toBe('{"a":"\u00c3\u00a9"}');
});

test("percentEncoded encodes every byte that a URL reserves", () => {
  expect(percentEncoded(latin1("a b/é\n"))).toBe("a%20b%2f%c3%a9%0a");
});

test("texts for the request line and for headers contain no line break", () => {
  expect(inRequestLine("a\r\nb é")).toBe("a%%b%%");
  expect(asHeaderValue("a\r\nb")).toBe("a  b");
});
