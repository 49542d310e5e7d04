import { expect, test } from "vitest";
import { readOnlyResult } from "./check-read-only.ts";

const tried = ["", "/app", "/tmp"];

test("passes if every folder is read-only", () => {
  expect(readOnlyResult({ EROFS: ["", "/app", "/tmp"] }, "")).toMatchObject({
    value: "EROFS in 3",
    ok: true,
  });
});

test.each([
  [{ EROFS: tried, written: ["/etc"] }, "EROFS in 3, written in 1"],
  [{ EROFS: tried, EACCES: ["/etc"] }, "EROFS in 3, EACCES in 1"],
  [{ EROFS: ["", "/tmp"] }, "EROFS in 2"],
  [{ EROFS: ["", "/app"] }, "EROFS in 2"],
  [{ EACCES: [""] }, "EACCES in 1"],
])("fails for %o", (outcomes, value) => {
  expect(readOnlyResult(outcomes, "")).toMatchObject({ value, ok: false });
});

test("fails if the program did not run", () => {
  expect(readOnlyResult({}, "not found")).toMatchObject({ value: "not found", ok: false });
});
