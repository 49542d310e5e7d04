import { BillingError } from "../domain/billing-error.ts";
import { InvalidTokenError } from "./invalid-token-error.ts";

/** The token in an Authorization header. Throws `unauthenticated` if there is none, InvalidTokenError if it is malformed. */
export function bearerToken(authorization: string | undefined): string {
  const token = /^Bearer +([\w.~+/-]+=*)$/i.exec(authorization ?? "")?.[1];
  if (token) return token;
  // RFC 6750 3.1: without a bearer token the response must not contain an error code.
  if (/^Bearer\b/i.test(authorization ?? "")) throw new InvalidTokenError("malformed");
  throw new BillingError("unauthenticated");
}
