import { describe, expect, test } from "vitest";
import { parseIssue } from "./parse-issue.ts";

describe("parseIssue", () => {
  test.each([
    ["details", { name: "UNPROCESSABLE_ENTITY", details: [{ issue: "X" }, { issue: "Y" }] }, "X"],
    ["the name without details", { name: "RATE_LIMIT_REACHED" }, "RATE_LIMIT_REACHED"],
    [
      "the name with empty details",
      { name: "INTERNAL_SERVER_ERROR", details: [] },
      "INTERNAL_SERVER_ERROR",
    ],
    ["the OAuth shape", { error: "invalid_token", error_description: "…" }, "invalid_token"],
    ["an object of neither shape", { message: "?" }, ""],
    ["something else", ["x"], ""],
    ["nothing", undefined, ""],
  ])("reads the issue code from %s", (_, body, issue) => {
    expect(parseIssue(body).issue).toBe(issue);
  });

  test("reads the debug id from the body", () => {
    expect(parseIssue({ name: "X", debug_id: "d1" }).debugId).toBe("d1");
  });
});
