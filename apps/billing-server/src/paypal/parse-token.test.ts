import { expect, test } from "vitest";
import { parseToken } from "./parse-token.ts";

const life = (expires_in: unknown) => parseToken({ access_token: "T", expires_in })?.lifetimeMs;

test.each<[unknown, number]>([
  [32_400, 32_400_000],
  [1, 1_000],
  [86_400, 86_400_000],
  [31_349.5, 31_349_500],
  ["32400", 32_400_000],
  [" 32400 ", 32_400_000],
  ["32400.0", 32_400_000],
])("a lifetime of %j s is %i ms", (expires, ms) => expect(life(expires)).toBe(ms));

test.each([
  undefined,
  null,
  0,
  -1,
  0.001,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  86_401,
  1e300,
  "",
  "soon",
  "-5",
  "Infinity",
  "1e999",
  true,
  [32_400],
  {},
  32_400n,
])("a lifetime of %s is read as five minutes", (expires) => expect(life(expires)).toBe(300_000));

test("only the token is required", () => {
  expect(parseToken({ access_token: "T" })).toEqual({ value: "T", lifetimeMs: 300_000 });
});

test.each([undefined, null, "T", [], {}, { access_token: 1 }, { access_token: "" }])(
  "%j has no token",
  (body) => expect(parseToken(body)).toBeNull(),
);
