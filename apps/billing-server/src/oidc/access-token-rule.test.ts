import { describe, expect, test } from "vitest";
import { isAccessToken } from "./access-token-rule.ts";

const audience = "web-billing";
const dates = { iat: 1_700_000_000, exp: 1_700_000_300 };
const base = { iss: "https://issuer.example/", sub: "user-1", aud: audience, ...dates };

type Claims = Readonly<Record<string, unknown>>;
type Row = readonly [string, string | undefined, Claims];

/** As in these issuers' documentation and sources. */
const accessTokens: readonly Row[] = [
  [
    "Keycloak's",
    "JWT",
    { typ: "Bearer", azp: "console", sid: "s", acr: "1", scope: "openid profile" },
  ],
  [
    "Keycloak's of a release before 25, with the nonce of the login",
    "JWT",
    {
      typ: "Bearer",
      azp: "console",
      nonce: "n",
      auth_time: 1,
      session_state: "s",
      scope: "openid",
    },
  ],
  ["Keycloak's lightweight one", "JWT", { typ: "Bearer", azp: "console", scope: "openid" }],
  ["Keycloak's with the header of RFC 9068", "at+jwt", { typ: "Bearer", azp: "console" }],
  [
    "Keycloak's for a client that is its own audience",
    "JWT",
    { typ: "Bearer", azp: audience, scope: "openid" },
  ],
  ["RFC 9068's own", "at+jwt", { client_id: "s6BhdRkqt3", jti: "j", scope: "openid" }],
  ["one with the whole media type", "application/at+jwt", { client_id: "c", jti: "j" }],
  ["one with the media type in capitals", "AT+JWT", { client_id: "c", auth_time: 1, acr: "a" }],
  [
    "Auth0's",
    "JWT",
    { aud: [audience, "https://d.auth0.com/userinfo"], azp: "client", scope: "openid profile" },
  ],
  ["Auth0's for an API without scopes", "JWT", { azp: "client" }],
  [
    "Auth0's for a machine client",
    "JWT",
    { azp: "client", gty: "client-credentials", permissions: [] },
  ],
  ["Auth0's in the profile of RFC 9068", "at+jwt", { client_id: "client", jti: "j" }],
  [
    "Entra's, version 1",
    "JWT",
    { appid: "app", appidacr: "0", amr: ["pwd"], scp: "billing", ver: "1.0", oid: "o" },
  ],
  [
    "Entra's, version 2",
    "JWT",
    { azp: "app", azpacr: "0", scp: "billing", name: "N", preferred_username: "u", ver: "2.0" },
  ],
  ["Entra's for an application", "JWT", { azp: "app", azpacr: "1", roles: ["r"], ver: "2.0" }],
  [
    "Entra's for an application as its own audience",
    "JWT",
    { azp: audience, azpacr: "1", roles: ["r"], ver: "2.0" },
  ],
  ["Okta's", undefined, { cid: "c", uid: "u", scp: ["openid"], auth_time: 1, ver: 1 }],
  ["Cognito's", undefined, { token_use: "access", client_id: "c", auth_time: 1, scope: "s" }],
  ["one of an issuer without a type", undefined, { scope: ["openid"], jti: "j" }],
];

const others: readonly Row[] = [
  [
    "Keycloak's ID token",
    "JWT",
    { typ: "ID", azp: audience, nonce: "n", at_hash: "h", auth_time: 1, acr: "1" },
  ],
  ["Keycloak's refresh token", "JWT", { typ: "Refresh", azp: "console", scope: "openid" }],
  ["Keycloak's offline token", "JWT", { typ: "Offline", azp: "console", scope: "openid" }],
  ["Keycloak's logout token", "JWT", { typ: "Logout", events: {}, sid: "s" }],
  ["Keycloak's token that is bound to a key", "JWT", { typ: "DPoP", azp: "c", scope: "openid" }],
  ["a claim typ in other capitals", "JWT", { typ: "bearer", scope: "openid" }],
  ["a claim typ that is not a string", "JWT", { typ: ["Bearer"], scope: "openid" }],
  ["an ID token with the header of an access token", "at+jwt", { typ: "ID", at_hash: "h" }],
  ["Auth0's ID token", "JWT", { nonce: "n", sid: "s", email: "a@b.example" }],
  ["Auth0's ID token of the hybrid flow", "JWT", { c_hash: "h", sid: "s" }],
  [
    "Entra's ID token",
    "JWT",
    { nonce: "n", oid: "o", tid: "t", preferred_username: "u", roles: ["r"], ver: "2.0" },
  ],
  ["Entra's ID token without a nonce", "JWT", { oid: "o", tid: "t", rh: "r", ver: "2.0" }],
  ["Google's ID token", "JWT", { azp: audience, at_hash: "h", email: "a@b.example" }],
  ["Google's ID token without a hash", "JWT", { azp: audience, email: "a@b.example" }],
  ["Okta's ID token", undefined, { amr: ["pwd"], idp: "i", auth_time: 1, at_hash: "h", ver: 1 }],
  ["Cognito's ID token", undefined, { token_use: "id", auth_time: 1, scope: "openid" }],
  [
    "an ID token for several audiences",
    "JWT",
    { aud: ["console", audience], azp: "console", auth_time: 1 },
  ],
  ["an ID token with a malformed client", "JWT", { azp: "console", auth_time: 1, sid: "s" }],
  ["an ID token with scopes", "JWT", { scope: "openid", azp: "console", nonce: "n" }],
  ["an ID token with the fewest claims", "JWT", {}],
  ["a logout token", "logout+jwt", { events: {}, sid: "s" }],
  ["a logout token without a type", undefined, { events: {}, sid: "s", scope: "openid" }],
  ["a proof of possession", "dpop+jwt", { jti: "j", htm: "POST", scope: "openid" }],
  ["a security event", "secevent+jwt", { events: {}, scope: "openid" }],
  ["an authorization request", "oauth-authz-req+jwt", { client_id: "c", scope: "openid" }],
  ["an introspection answer", "token-introspection+jwt", { typ: "Bearer", scope: "openid" }],
  ["an unspecific header type", "", { typ: "Bearer" }],
];

describe("is an access token", () => {
  test.each(accessTokens)("%s", (_, typ, claims) => {
    expect(isAccessToken({ header: { typ }, claims: { ...base, ...claims } })).toBe(true);
  });
});

describe("is not an access token", () => {
  test.each(others)("%s", (_, typ, claims) => {
    expect(isAccessToken({ header: { typ }, claims: { ...base, ...claims } })).toBe(false);
  });

  test.each([null, 7, ["JWT"], { a: 1 }])("one with the header typ %j", (typ) => {
    expect(isAccessToken({ header: { typ }, claims: { ...base, typ: "Bearer" } })).toBe(false);
  });
});
