import type { Caller } from "../domain/caller.ts";

/** Tells who asks by the Authorization header. */
export interface Authenticator {
  /**
   * Rejects with BillingError `unauthenticated` for no token or one that does not hold, and with
   * `service_unavailable` while the issuer's keys can't be had.
   */
  authenticate(authorization: string | undefined): Promise<Caller>;
}
