import { errors, type JWTPayload, jwtVerify } from "jose";
import { BillingError } from "../domain/billing-error.ts";
import type { Authenticator, TokenCaller } from "../domain/caller.ts";
import { createKeySet, type KeySet, KeysUnavailable } from "./key-set.ts";
import { rolesIn } from "./roles.ts";

/** Whose tokens are accepted, and what their roles are called there. */
export interface OidcSettings {
  /** As the tokens' `iss` has it, to the letter. */
  readonly issuer: string;
  readonly audience: string;
  /** Where the keys are; absent → the issuer's discovery document says it. */
  readonly jwksUrl: string | undefined;
  /** Name of the claim with the roles, or its dotted path. */
  readonly rolesClaim: string;
  readonly operatorRole: string;
  readonly serviceRole: string;
}

// Asymmetric only: an HS256 token could be signed by anybody who reads the public key.
const algorithms = [
  "RS256",
  "RS384",
  "RS512",
  "PS256",
  "PS384",
  "PS512",
  "ES256",
  "ES384",
  "EdDSA",
];
const clockToleranceSeconds = 5;

/** Verifies access tokens here, with the issuer's published keys. */
export function createTokenVerifier(
  settings: OidcSettings,
  keys: KeySet = createKeySet(settings),
): Authenticator {
  const { issuer, audience } = settings;
  return {
    authenticate: async (authorization) => {
      const token = tokenIn(authorization);
      try {
        const { payload } = await jwtVerify(token, keys, {
          algorithms,
          issuer,
          audience,
          clockTolerance: clockToleranceSeconds,
          requiredClaims: ["sub", "exp"],
        });
        return callerOf(payload, settings);
      } catch (cause) {
        throw refusalOf(cause);
      }
    },
  };
}

function tokenIn(authorization: string | undefined): string {
  const token = /^Bearer +([\w.~+/-]+=*)$/i.exec(authorization ?? "")?.[1];
  if (!token) throw new BillingError("unauthenticated");
  return token;
}

// What OpenID Connect allows. The claim is only known to be there, not to be text.
const subjectPattern = /^[\x20-\x7e]{1,255}$/;
// Dates end before the largest number that an `exp` may be.
const latestSeconds = 253_402_300_799;

function callerOf(payload: JWTPayload, settings: OidcSettings): TokenCaller {
  const { sub, exp = 0, typ, preferred_username: userName, azp } = payload;
  // Keycloak says so in its tokens: an ID token is for the page that asked for it, not for us.
  if (typ !== undefined && typ !== "Bearer") throw new BillingError("unauthenticated");
  if (typeof sub !== "string" || !subjectPattern.test(sub))
    throw new BillingError("unauthenticated");
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

/** For an audit trail, which takes no control characters and wants no novel. */
const asName = (claim: unknown): string =>
  typeof claim === "string" ? claim.replaceAll(/\p{Cc}/gu, "").slice(0, 200) : "";

/** What does not hold is the caller's affair; keys that can't be had are ours. */
function refusalOf(cause: unknown): BillingError {
  if (cause instanceof BillingError) return cause;
  if (cause instanceof errors.JOSEError && !(cause instanceof KeysUnavailable))
    return new BillingError("unauthenticated", { cause });
  return new BillingError("service_unavailable", { cause });
}
