import { BillingError } from "../domain/billing-error.ts";
import { InvalidTokenError } from "./invalid-token-error.ts";

/** The token in an Authorization header; throws `unauthenticated` for none, InvalidTokenError for no single one. */
export function bearerToken(authorization: string | undefined): string {
  const token = /^Bearer +([\w.~+/-]+=*)$/i.exec(authorization ?? "")?.[1];
  if (token) return token;
  // RFC 6750 3.1: no error is named where no token was sent, or by another scheme.
  if (/^Bearer\b/i.test(authorization ?? "")) throw new InvalidTokenError("malformed");
  throw new BillingError("unauthenticated");
}
