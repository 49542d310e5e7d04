import type { MiddlewareHandler } from "hono";
import { BillingError } from "../domain/billing-error.ts";

/** Refuses an address that is longer, or none, before anything takes it apart. */
export function limitAddress(mostCharacters: number): MiddlewareHandler {
  return async ({ req }, next) => {
    const { url } = req.raw;
    const isShort = url.length <= mostCharacters;
    if (isShort && URL.canParse(url)) return next();
    const message = isShort ? "is not a URL" : `must be at most ${mostCharacters} characters`;
    throw new BillingError("invalid_input", { fields: [{ path: "address", message }] });
  };
}
