import { expect, test } from "vitest";
import { readDevOptions } from "./dev-options.ts";
import { describeStartError } from "./explained-error.ts";

test("every option is off by default", () => {
  expect(readDevOptions([])).toEqual({ fresh: false, verbose: false });
  expect(readDevOptions(["--verbose"])).toEqual({ fresh: false, verbose: true });
  expect(readDevOptions(["--fresh"])).toEqual({ fresh: true, verbose: false });
});

test("an unknown option is rejected with the usage, and without a stack", () => {
  const rejected = () => {
    try {
      return readDevOptions(["--loud"]);
    } catch (error) {
      return describeStartError(error);
    }
  };
  expect(rejected()).toMatch(/'--loud'.*\nUsage: npm run dev/);
});

test("an unexpected error keeps its stack", () => {
  const error = new Error("unexpected");
  expect(describeStartError(error)).toBe(error);
});
