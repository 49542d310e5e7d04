import { expect, test } from "vitest";
import { readOnlyResult } from "./check-read-only.ts";

test("passes if every folder is read-only", () => {
  expect(readOnlyResult({ EROFS: ["", "/app"] }, "")).toMatchObject({
    value: "EROFS in 2",
    ok: true,
  });
});

test.each([
  [{ EROFS: [""], written: ["/tmp"] }, "EROFS in 1, written in 1"],
  [{ EROFS: [""], EACCES: ["/app"] }, "EROFS in 1, EACCES in 1"],
  [{ EACCES: [""] }, "EACCES in 1"],
])("fails for %o", (outcomes, value) => {
  expect(readOnlyResult(outcomes, "")).toMatchObject({ value, ok: false });
});

test("fails if the program did not run", () => {
  expect(readOnlyResult({}, "not found")).toMatchObject({ value: "not found", ok: false });
});
