import { subscribe } from "node:diagnostics_channel";
import { UndeclaredError, undeclaredErrors } from "../procedures/declared-error.ts";

const seen: UndeclaredError[] = [];
subscribe(undeclaredErrors.name, (message) => {
  if (message instanceof UndeclaredError) seen.push(message);
});

/** Removes and returns the procedures' undeclared errors since the last call. */
export const takeUndeclaredErrors = (): readonly UndeclaredError[] => seen.splice(0);
