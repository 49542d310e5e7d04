import type { Caller } from "../domain/caller.ts";

/** Authenticates a request by its Authorization header. */
export interface Authenticator {
  /**
   * Rejects with BillingError `unauthenticated` for a missing or invalid token, and with
   * `service_unavailable` while the issuer's keys are unavailable.
   */
  authenticate(authorization: string | undefined): Promise<Caller>;
}
