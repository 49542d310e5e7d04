import { subscribe } from "node:diagnostics_channel";
import { UndeclaredError, undeclaredErrors } from "../procedures/declared-error.ts";

const seen: UndeclaredError[] = [];
subscribe(undeclaredErrors.name, (message) => {
  if (message instanceof UndeclaredError) seen.push(message);
});

/** The undeclared errors of procedures since the last call: for a test that provokes them. */
export const takeUndeclaredErrors = (): readonly UndeclaredError[] => seen.splice(0);
