import { SandboxError } from "@onekonsole/billing-sandbox/control";
import { expect, test } from "vitest";
import { describeFailure } from "./describe-failure.ts";

test.each([
  [new SandboxError({ code: "not_possible", message: "It has expired." }), "It has expired."],
  [new TypeError("Failed to fetch"), "The sandbox cannot be reached."],
  [new SyntaxError("Unexpected token"), "The sandbox cannot be reached."],
  [new Error("cut off"), /The connection was interrupted/],
])("the text of %o", (error, text) => {
  expect(describeFailure(error)).toMatch(text);
});
