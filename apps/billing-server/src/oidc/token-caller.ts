import type { JWTPayload } from "jose";
import type { TokenCaller } from "../domain/caller.ts";
import { InvalidTokenError } from "./invalid-token-error.ts";
import { type RolesClaim, rolesIn } from "./roles.ts";

/** What the roles are called in tokens. */
export interface RoleSettings {
  readonly rolesClaim: RolesClaim;
  readonly operatorRole: string;
  readonly serviceRole: string;
}

/** Seconds by which our clock and the issuer's may differ. */
export const clockToleranceSeconds = 5;

// What OpenID Connect allows. The claim is only known to be there, not to be text.
const subjectPattern = /^[\x20-\x7e]{1,255}$/;
// Dates end before the largest number that an `exp` may be.
const latestSeconds = 253_402_300_799;

/** The caller in verified claims; throws InvalidTokenError without a usable subject. */
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

/** For the audit trail: without control characters, at most 200 characters. */
const asName = (claim: unknown): string =>
  typeof claim === "string" ? claim.replaceAll(/\p{Cc}/gu, "").slice(0, 200) : "";
