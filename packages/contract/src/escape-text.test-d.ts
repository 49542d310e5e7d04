import { expectTypeOf, test } from "vitest";
import { escapeLines, escapeStrings, type escapeUnprintable } from "./escape-text.ts";

test("a value keeps its type when its strings are escaped", () => {
  const value = { id: "A", lines: ["a"], total: 1n, none: null as string | null };
  expectTypeOf(escapeStrings(value)).toEqualTypeOf<typeof value>();
  expectTypeOf(escapeStrings([1, 2])).toEqualTypeOf<number[]>();
});

test("either escape function can be chosen for a whole value", () => {
  expectTypeOf(escapeStrings<string>)
    .parameter(1)
    .extract<typeof escapeLines>()
    .not.toBeNever();
  expectTypeOf(escapeLines).toEqualTypeOf<typeof escapeUnprintable>();
  // @ts-expect-error it escapes texts, not lengths
  escapeStrings("a", (text: string) => text.length);
});
