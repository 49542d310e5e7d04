import type { JWTPayload } from "jose";

/** The parts of a verified token that determine its type. */
interface TypedToken {
  readonly header: { readonly typ?: unknown };
  readonly claims: JWTPayload;
}

// RFC 8725 3.12: an ID token must not be accepted as an access token. OpenID Connect Core defines these claims
// for ID tokens only. `auth_time`, `acr` and `amr` are excluded: RFC 9068 has them in access tokens.
const idTokenClaims = ["at_hash", "c_hash", "s_hash", "nonce"];

// The scopes or the client of an access token: RFC 9068 and Auth0 (`scope`, `client_id`), Entra
// (`scp`, `appid`, `azpacr`), Okta (`scp`, `cid`). An ID token names its client as its audience.
const accessTokenClaims = ["scope", "scp", "client_id", "appid", "azpacr", "cid"];

/**
 * Whether a token is an access token. An explicit type is accepted: the header `typ` of RFC 9068, Keycloak's
 * claim `typ`, Cognito's claim `token_use`. Without one, the token must have a claim of access tokens and
 * none of ID tokens.
 */
export function isAccessToken({ header, claims }: TypedToken): boolean {
  const type = mediaType(header.typ);
  if (type !== "jwt" && type !== "at+jwt") return false;
  // Keycloak's other types: ID, Refresh, Offline, Logout, and DPoP, which is bound to a key.
  const { typ, token_use: use } = claims;
  if (typ !== undefined && typ !== "Bearer") return false;
  if (use !== undefined && use !== "access") return false;
  // Logout tokens and other security events (RFC 8417).
  if (claims["events"] !== undefined) return false;
  if (type === "at+jwt" || typ === "Bearer" || use === "access") return true;
  const has = (name: string) => claims[name] !== undefined;
  return !idTokenClaims.some(has) && (accessTokenClaims.some(has) || namesAnotherClient(claims));
}

/** RFC 7515 4.1.9: case-insensitive, with or without `application/`. Many issuers omit the header. */
const mediaType = (typ: unknown = "JWT"): string =>
  typeof typ === "string" ? typ.toLowerCase().replace(/^application\//, "") : "";

/**
 * Whether `azp` is a client other than the audiences. In Auth0's access tokens without scopes only
 * `azp` has the client; in an ID token it is one of the audiences (OpenID Connect Core 2).
 */
function namesAnotherClient({ azp, aud = [], auth_time: authTime }: JWTPayload): boolean {
  return typeof azp === "string" && ![aud].flat().includes(azp) && authTime === undefined;
}
