import { afterEach } from "vitest";
import { takeUndeclaredErrors } from "./undeclared-errors.ts";

// A Vitest setup file: every undeclared error of a procedure fails its test.
afterEach(() => {
  const [error, ...others] = takeUndeclaredErrors();
  if (error) throw others.length === 0 ? error : new AggregateError([error, ...others]);
});
