import { afterEach } from "vitest";
import { takeUndeclaredErrors } from "./undeclared-errors.ts";

// A setup file: no caller needs to look for an error that a procedure does not declare.
afterEach(() => {
  const [error, ...others] = takeUndeclaredErrors();
  if (error) throw others.length === 0 ? error : new AggregateError([error, ...others]);
});
