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

/** The accepted issuer and audience, and the names of the roles. */
export interface OidcSettings extends RoleSettings {
  /** Exactly as in the tokens' `iss` claim. */
  readonly issuer: string;
  readonly audience: string;
  /** The URL of the keys; if undefined, it is read from the issuer's discovery document. */
  readonly jwksUrl: string | undefined;
}

interface VerifierParts {
  readonly settings: OidcSettings;
  readonly keys: KeySet;
  /** Logs rejected tokens, limited per fault. */
  readonly warn: LimitedWarning;
}

// Asymmetric only: an HS256 token could be signed with the public key.
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

/** Verifies access tokens locally, with the issuer's published keys. */
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
      // The issuer may have published a new key under the same id.
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

/** Newer keys are fetched only for tokens with our issuer, so that other tokens cause no requests. */
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

/** An invalid token is `unauthenticated`; unavailable keys are `service_unavailable`. */
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
    warn(`token ${fault}`, fields, `rejected a request: ${tokenFault}`);
    return new BillingError("unauthenticated", { cause, tokenFault });
  }
  if (!(cause instanceof KeysUnavailable))
    return new BillingError("service_unavailable", { cause });
  const { message, retryAfterMs } = cause;
  warn(
    "token unverifiable",
    { cause: message },
    "cannot verify access tokens: the issuer's keys are unavailable",
  );
  return new BillingError("service_unavailable", { cause, retryAfterMs, isLogged: true });
}

/** A claim for the log: JSON, cut to 200 characters. */
const excerpt = (claim: unknown): string | undefined =>
  claim === undefined ? undefined : JSON.stringify(claim).slice(0, 200);
