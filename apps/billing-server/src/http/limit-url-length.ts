import type { MiddlewareHandler } from "hono";
import { BillingError } from "../domain/billing-error.ts";

/** Rejects a URL that is too long or invalid, before it is parsed. */
export function limitUrlLength(maxLength: number): MiddlewareHandler {
  return async ({ req }, next) => {
    const { url } = req.raw;
    const isShort = url.length <= maxLength;
    if (isShort && URL.canParse(url)) return next();
    const message = isShort ? "is not a URL" : `must be at most ${maxLength} characters`;
    throw new BillingError("invalid_input", { fields: [{ path: "address", message }] });
  };
}
