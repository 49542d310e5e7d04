import type { JWTPayload } from "jose";
import type { TokenCaller } from "../domain/caller.ts";
import { InvalidTokenError } from "./invalid-token-error.ts";
import { type RolesClaim, rolesIn } from "./roles.ts";

/** The roles claim and the names of the roles. */
export interface RoleSettings {
  readonly rolesClaim: RolesClaim;
  readonly operatorRole: string;
  readonly serviceRole: string;
}

/** Allowed clock difference between the issuer and this service, in seconds. */
export const clockToleranceSeconds = 5;

// OpenID Connect's limit for `sub`. The verifier checks that the claim exists, not that it is a string.
const subjectPattern = /^[\x20-\x7e]{1,255}$/;
// The last second that a Date can represent with a four-digit year; an `exp` may be larger.
const latestSeconds = 253_402_300_799;

/** The caller from verified claims. Throws InvalidTokenError without a usable subject. */
export function tokenCaller(payload: JWTPayload, settings: RoleSettings): TokenCaller {
  const { sub, exp = 0, preferred_username: userName, azp } = payload;
  if (typeof sub !== "string" || !subjectPattern.test(sub))
    throw new InvalidTokenError("subject", sub);
  const roles = rolesIn(payload, settings.rolesClaim);
  const name = [userName, azp].map(asName).find((it) => it !== "");
  return {
    kind: "token",
    subject: sub,
    name: name ?? sub,
    isOperator: roles.has(settings.operatorRole),
    isService: roles.has(settings.serviceRole),
    expiresAt: new Date(Math.min(exp + clockToleranceSeconds, latestSeconds) * 1000),
  };
}

/** A name for the history, without control characters and at most 200 characters long. */
const asName = (claim: unknown): string =>
  typeof claim === "string" ? claim.replaceAll(/\p{Cc}/gu, "").slice(0, 200) : "";
