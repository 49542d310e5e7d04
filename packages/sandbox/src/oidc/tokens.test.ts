import { randomUUID } from "node:crypto";
import {
  createRemoteJWKSet,
  decodeJwt,
  decodeProtectedHeader,
  EmbeddedJWK,
  jwtVerify,
  UnsecuredJWT,
} from "jose";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Sandbox, startSandbox } from "../start-sandbox.ts";
import { type TokenForgery, tokenForgeries } from "./forge-token.ts";
import type { IssuerSandbox } from "./issuer-sandbox.ts";

let sandbox: Sandbox;
let issuer: IssuerSandbox;
let verified: ReturnType<typeof verifier>;
beforeAll(async () => {
  sandbox = await startSandbox();
  ({ issuer } = sandbox);
  verified = verifier();
});
afterAll(() => sandbox.close());

/** A strict verifier: returns the claims of a valid token and rejects any other. */
function verifier(issuerUnderTest = issuer, algorithms = ["RS256", "ES256"]) {
  const { url, audience } = issuerUnderTest;
  const keys = createRemoteJWKSet(new URL(`${url}/jwks`), { cooldownDuration: 0 });
  return async (token: string) => {
    const { payload } = await jwtVerify(token, keys, {
      algorithms,
      issuer: url,
      audience,
      requiredClaims: ["sub", "exp"],
    });
    return payload;
  };
}

const camille = () => issuer.users[0];

describe("a token", () => {
  test("has the shape of Keycloak's, and verifies", async () => {
    const claims = await verified(await issuer.tokenFor(camille().id));
    expect(claims).toEqual({
      exp: (claims.iat ?? 0) + 300,
      iat: expect.any(Number),
      jti: expect.any(String),
      iss: issuer.url,
      aud: [issuer.audience, "account"],
      sub: camille().id,
      typ: "Bearer",
      azp: "onekonsole-console",
      acr: "1",
      realm_access: { roles: camille().roles },
      scope: "openid profile email",
      preferred_username: "camille",
      name: "Camille Martin",
      email: "camille@sandbox.example",
      email_verified: true,
    });
  });

  test("of the operator and of the service carries their roles", async () => {
    const operator = await verified(await issuer.operatorToken());
    expect(operator["realm_access"]).toEqual({
      roles: expect.arrayContaining(["billing-operator"]),
    });
    const service = await verified(await issuer.serviceToken());
    expect(service).toMatchObject({
      aud: issuer.audience,
      realm_access: { roles: ["billing-service"] },
    });
  });

  test("can be issued for any user id, each time a new one", async () => {
    const id = randomUUID();
    const [one, other] = await Promise.all([
      verified(await issuer.tokenFor(id)),
      verified(await issuer.tokenFor(id)),
    ]);
    expect(one).toMatchObject({ sub: id, preferred_username: id });
    expect(one.jti).not.toBe(other.jti);
  });

  test("has the requested differences", async () => {
    const notBefore = new Date("2020-01-01T00:00:00Z");
    const token = await issuer.tokenFor(camille().id, {
      roles: ["some-role"],
      expiresInSeconds: 60,
      audience: issuer.audience,
      notBefore,
      alg: "ES256",
      claims: { name: undefined, locale: "fr" },
    });
    expect(decodeProtectedHeader(token).alg).toBe("ES256");
    const claims = await verified(token);
    expect(claims).toMatchObject({
      aud: issuer.audience,
      exp: (claims.iat ?? 0) + 60,
      nbf: 1_577_836_800,
      realm_access: { roles: ["some-role"] },
      locale: "fr",
    });
    expect(claims).not.toHaveProperty("name");
    await expect(verifier(issuer, ["RS256"])(token)).rejects.toMatchObject({
      code: "ERR_JOSE_ALG_NOT_ALLOWED",
    });
  });

  test("has the lifetime that the issuer sets", async () => {
    await using own = await startSandbox();
    own.issuer.lifetimeSeconds = 20;
    const { exp = 0, iat = 0 } = decodeJwt(await own.issuer.serviceToken());
    expect(exp - iat).toBe(20);
  });

  test("of one issuer is rejected by the keys of another", async () => {
    await using other = await startSandbox();
    const token = await other.issuer.tokenFor(camille().id, { issuer: issuer.url });
    await expect(verified(token)).rejects.toMatchObject({ code: "ERR_JWKS_NO_MATCHING_KEY" });
  });
});

test("keys are generated once for concurrent requests", async () => {
  await using own = await startSandbox();
  const tokens = await Promise.all([1, 2, 3].map(() => own.issuer.serviceToken()));
  expect(new Set(tokens.map((token) => decodeProtectedHeader(token).kid)).size).toBe(1);
  expect(await own.issuer.keys.published()).toHaveLength(2);
});

test("after a rotation old tokens are valid until the old keys are retired", async () => {
  await using own = await startSandbox();
  const verify = verifier(own.issuer);
  const old = await own.issuer.tokenFor(camille().id);
  await verify(old);
  await own.issuer.rotateKeys();
  const fresh = await own.issuer.tokenFor(camille().id);
  expect(decodeProtectedHeader(fresh).kid).not.toBe(decodeProtectedHeader(old).kid);
  await Promise.all([verify(old), verify(fresh)]);
  expect(own.issuer.requests.filter(({ path }) => path.endsWith("/jwks"))).toHaveLength(2);

  own.issuer.retireOldKeys();
  const later = verifier(own.issuer);
  await expect(later(old)).rejects.toMatchObject({ code: "ERR_JWKS_NO_MATCHING_KEY" });
  await later(fresh);
});

describe("a forged token is rejected", () => {
  const because: Record<TokenForgery, string> = {
    alg_none: "ERR_JOSE_ALG_NOT_ALLOWED",
    hs256_with_public_key: "ERR_JOSE_ALG_NOT_ALLOWED",
    foreign_key: "ERR_JWS_SIGNATURE_VERIFICATION_FAILED",
    unknown_key: "ERR_JWKS_NO_MATCHING_KEY",
    embedded_key: "ERR_JWS_SIGNATURE_VERIFICATION_FAILED",
    changed_payload: "ERR_JWS_SIGNATURE_VERIFICATION_FAILED",
    expired: "ERR_JWT_EXPIRED",
    no_expiry: "ERR_JWT_CLAIM_VALIDATION_FAILED",
    not_yet_valid: "ERR_JWT_CLAIM_VALIDATION_FAILED",
    wrong_issuer: "ERR_JWT_CLAIM_VALIDATION_FAILED",
    wrong_audience: "ERR_JWT_CLAIM_VALIDATION_FAILED",
    no_subject: "ERR_JWT_CLAIM_VALIDATION_FAILED",
    garbage: "ERR_JWS_INVALID",
  };

  test.each(Object.keys(tokenForgeries) as TokenForgery[])("%s", async (forgery) => {
    const token = await issuer.forgedToken(forgery);
    await expect(verified(token)).rejects.toMatchObject({ code: because[forgery] });
  });

  test("although only the named claim is wrong", async () => {
    const keys = createRemoteJWKSet(new URL(`${issuer.url}/jwks`));
    const claims = async (forgery: TokenForgery) =>
      (await jwtVerify(await issuer.forgedToken(forgery), keys)).payload;
    const addressed = { iss: issuer.url, aud: [issuer.audience, "account"] };
    const sound = { ...addressed, sub: camille().id };
    expect(await claims("no_expiry")).toMatchObject(sound);
    expect(await claims("wrong_audience")).toMatchObject({ ...sound, aud: "account" });
    const iss = issuer.url.replace("onekonsole", "another-realm");
    expect(await claims("wrong_issuer")).toMatchObject({ ...sound, iss });
    const nobodys = await claims("no_subject");
    expect(nobodys).toMatchObject(addressed);
    expect(nobodys).not.toHaveProperty("sub");
  });

  test("although a verifier that trusts its header would accept it", async () => {
    const [unsigned, confused, embedded, changed] = await Promise.all([
      issuer.forgedToken("alg_none"),
      issuer.forgedToken("hs256_with_public_key"),
      issuer.forgedToken("embedded_key"),
      issuer.forgedToken("changed_payload"),
    ]);
    const { publicPem } = (await issuer.keys.current()).RS256;
    const subjects = [
      UnsecuredJWT.decode(unsigned).payload.sub,
      (await jwtVerify(confused, new TextEncoder().encode(publicPem))).payload.sub,
      (await jwtVerify(embedded, EmbeddedJWK)).payload.sub,
    ];
    expect(subjects).toEqual(Array.from({ length: 3 }, () => camille().id));
    expect(decodeJwt(changed).sub).not.toBe(camille().id);
  });
});
