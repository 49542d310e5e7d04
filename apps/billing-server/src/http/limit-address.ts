import type { MiddlewareHandler } from "hono";
import { BillingError } from "../domain/billing-error.ts";

/** Refuses a longer address before anything takes it apart. */
export function limitAddress(mostCharacters: number): MiddlewareHandler {
  return async ({ req }, next) => {
    if (req.raw.url.length <= mostCharacters) return next();
    const message = `must be at most ${mostCharacters} characters`;
    throw new BillingError("invalid_input", { fields: [{ path: "address", message }] });
  };
}
