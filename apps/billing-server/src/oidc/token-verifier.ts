import { errors, type JWTVerifyGetKey, jwtVerify } from "jose";
import { BillingError } from "../domain/billing-error.ts";
import type { TokenCaller } from "../domain/caller.ts";
import type { Authenticator } from "../ports/authenticator.ts";
import type { LimitedWarning } from "../ports/limit-warnings.ts";
import { isAccessToken } from "./access-token-rule.ts";
import { bearerToken } from "./bearer-token.ts";
import { toInvalidTokenError, type TokenFault, InvalidTokenError } from "./invalid-token-error.ts";
import { KeysUnavailable } from "./key-cache.ts";
import type { KeySet } from "./key-set.ts";
import { clockToleranceSeconds, type RoleSettings, tokenCaller } from "./token-caller.ts";

/** Whose tokens are accepted, and what their roles are called there. */
export interface OidcSettings extends RoleSettings {
  /** As the tokens' `iss` has it, to the letter. */
  readonly issuer: string;
  readonly audience: string;
  /** Where the keys are; absent → the issuer's discovery document says it. */
  readonly jwksUrl: string | undefined;
}

interface VerifierParts {
  readonly settings: OidcSettings;
  readonly keys: KeySet;
  /** Of refused tokens, by their fault. */
  readonly warn: LimitedWarning;
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

/** Verifies access tokens here, with the issuer's published keys. */
export function createTokenVerifier(parts: VerifierParts): Authenticator {
  const { settings, keys } = parts;
  const { issuer, audience } = settings;

  const verify = (token: string, findKey: JWTVerifyGetKey) =>
    jwtVerify(token, findKey, {
      algorithms,
      issuer,
      audience,
      clockTolerance: clockToleranceSeconds,
      requiredClaims: ["sub", "exp"],
    });

  const callerIn = async (token: string): Promise<TokenCaller> => {
    const findKey = keyFinder(keys, issuer);
    const { payload, protectedHeader } = await verify(token, findKey).catch(async (error) => {
      // The issuer may have put another key under the same id.
      const isRenewed =
        error instanceof errors.JWSSignatureVerificationFailed && (await keys.renew());
      if (!isRenewed) throw error;
      return verify(token, findKey);
    });
    if (!isAccessToken({ header: protectedHeader, claims: payload }))
      throw new InvalidTokenError("kind", { header: protectedHeader.typ, claim: payload["typ"] });
    return tokenCaller(payload, settings);
  };

  return {
    authenticate: async (authorization) => {
      try {
        return await callerIn(bearerToken(authorization));
      } catch (error) {
        throw toBillingError(error, parts);
      }
    },
  };
}

/** A new key is looked for only for a token that names our issuer: others cost the issuer nothing. */
function keyFinder(keys: KeySet, issuer: string): JWTVerifyGetKey {
  const arrivedAt = performance.now();
  return async (header, token) => {
    const query = { header, token, arrivedAt };
    const known = await keys.findKnown(query);
    if (known) return known;
    const named = unverifiedIssuer(token.payload);
    if (named !== issuer) throw new InvalidTokenError("issuer", named);
    const found = await keys.findNew(query);
    if (!found) throw new InvalidTokenError("unknown_key", header.kid);
    return found;
  };
}

function unverifiedIssuer(payload: string | Uint8Array): unknown {
  try {
    const text = Buffer.from(String(payload), "base64url").toString();
    return (JSON.parse(text) as { iss?: unknown }).iss;
  } catch {
    throw new InvalidTokenError("malformed");
  }
}

/** A token that does not hold is the caller's to replace; keys that can't be had are ours. */
function toBillingError(cause: unknown, { settings, warn }: VerifierParts): BillingError {
  if (cause instanceof BillingError) return cause;
  const refused = toInvalidTokenError(cause);
  if (refused) {
    const { fault, found, message: tokenFault } = refused;
    const wanted: Partial<Record<TokenFault, string>> = {
      issuer: settings.issuer,
      audience: settings.audience,
    };
    const fields = { cause: fault, expected: wanted[fault], found: excerpt(found) };
    warn(`token ${fault}`, fields, `refused a request: ${tokenFault}`);
    return new BillingError("unauthenticated", { cause, tokenFault });
  }
  if (!(cause instanceof KeysUnavailable))
    return new BillingError("service_unavailable", { cause });
  const { message, retryAfterMs } = cause;
  warn("token unverifiable", { cause: message }, "can't verify access tokens now");
  return new BillingError("service_unavailable", { cause, retryAfterMs, isLogged: true });
}

/** A claim as the log shows it: JSON, at most 200 characters of it. */
const excerpt = (claim: unknown): string | undefined =>
  claim === undefined ? undefined : JSON.stringify(claim).slice(0, 200);
