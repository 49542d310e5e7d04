import { describe, expect, test } from "vitest";
import { rawMember } from "./raw-member.ts";

describe("rawMember", () => {
  test.each([
    ["an object", '{"a":1,"b":{"c":[1.0,{}]},"d":2}', '{"c":[1.0,{}]}'],
    ["an object at the end", '{"a":1,"b":{"c":1}}', '{"c":1}'],
    ["white space around it", '{ "a" : 1 ,\n "b" :\t{ "c" : 1.0 } , "d":2}', '{ "c" : 1.0 }'],
    ["brackets and escapes in texts", String.raw`{"a":"}\"]","b":"\\\"},"}`, String.raw`"\\\"},"`],
    ["a number", '{"b":1.50,"c":2}', "1.50"],
    ["the last number", '{"b":1.50 }', "1.50"],
    ["a list", '{"a":[[]],"b":[[1], 2]}', "[[1], 2]"],
    ["a name that is escaped", '{"\\u0062":null}', "null"],
    ["the same name deeper down", '{"a":{"b":1},"b":2}', "2"],
  ])("returns %s unchanged", (_, text, expected) => {
    expect(rawMember(text, "b")).toBe(expected);
  });

  test.each(["{}", '{"a":{"b":1}}', "{ }", "[]"])("returns undefined for %s", (text) => {
    expect(rawMember(text, "b")).toBeUndefined();
  });
});
