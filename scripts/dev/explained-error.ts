import { UnusableState } from "@onekonsole/billing-sandbox";
import { EmbeddedPostgresError } from "@onekonsole/embedded-postgres";

/** An error whose message is all that a person needs. */
export class ExplainedError extends Error {
  override readonly name = "ExplainedError";
}

/** What to print of an error that ends the start: a stack only for one that does not name its remedy. */
export function describeStartError(error: unknown): unknown {
  if (error instanceof UnusableState)
    return `${error.message}\nTo remove all data of npm run dev: npm run dev -- --fresh`;
  const isExplained = error instanceof ExplainedError || error instanceof EmbeddedPostgresError;
  return isExplained ? error.message : error;
}
