import { randomUUID } from "node:crypto";
import type { JWTPayload } from "jose";
import type { SigningAlgorithm } from "./signing-keys.ts";
import { defaultRoles, type SandboxUser, serviceRole } from "./users.ts";

/** Overrides of a token's default claims. */
export interface TokenOptions {
  /** The bearer's own roles by default. */
  readonly roles?: readonly string[];
  /** Negative for an expired token; the issuer's `lifetimeSeconds` by default. */
  readonly expiresInSeconds?: number;
  readonly audience?: string | string[];
  readonly issuer?: string;
  readonly notBefore?: Date;
  /** RS256 by default. */
  readonly alg?: SigningAlgorithm;
  /** Applied last, overriding all others; an undefined claim is omitted. */
  readonly claims?: Readonly<Record<string, unknown>>;
}

/** The bearer of a token, a user or a service. */
export interface Bearer {
  readonly audience: string | string[];
  readonly roles: readonly string[];
  readonly claims: Readonly<Record<string, unknown>>;
}

/** A console user. As with Keycloak, the token's audience includes `account`. */
export function userBearer(user: Partial<SandboxUser> & { id: string }, audience: string): Bearer {
  const { id, name, username = id, roles = defaultRoles } = user;
  const profile = { name, email: `${username}@sandbox.example`, email_verified: true };
  return {
    audience: [audience, "account"],
    roles,
    claims: { sub: id, azp: "onekonsole-console", preferred_username: username, ...profile },
  };
}

/** A service account, without a user. */
export function serviceBearer(clientId: string, audience: string): Bearer {
  const names = { azp: clientId, client_id: clientId };
  const sub = "b2e6f405-91a8-4c7d-8f30-6c5b9d1e7a42";
  return {
    audience,
    roles: [serviceRole],
    claims: { sub, ...names, preferred_username: `service-account-${clientId}` },
  };
}

/** The claims of an access token in Keycloak's shape. */
export function buildClaims(
  bearer: Bearer,
  issuer: {
    readonly url: string;
    readonly lifetimeSeconds: number;
    readonly now: () => number;
  },
  options: TokenOptions,
): JWTPayload {
  const { notBefore, expiresInSeconds = issuer.lifetimeSeconds } = options;
  const now = Math.floor(issuer.now() / 1000);
  const exp = now + expiresInSeconds;
  return {
    exp,
    iat: Math.min(now, exp - 1),
    ...(notBefore ? { nbf: Math.floor(notBefore.getTime() / 1000) } : {}),
    jti: randomUUID(),
    iss: options.issuer ?? issuer.url,
    aud: options.audience ?? bearer.audience,
    typ: "Bearer",
    acr: "1",
    realm_access: { roles: options.roles ?? bearer.roles },
    scope: "openid profile email",
    ...bearer.claims,
    ...options.claims,
  };
}
