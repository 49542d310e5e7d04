import {
  type Sandbox,
  startSandbox,
  type TokenForgery,
  tokenForgeries,
} from "@onekonsole/billing-sandbox";
import { type CryptoKey, exportJWK, generateKeyPair, SignJWT } from "jose";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import type { BillingError } from "../domain/billing-error.ts";
import type { Caller, TokenCaller } from "../domain/caller.ts";
import { answerJson, startFaultyServer } from "../testing/faulty-server.ts";
import { tokenFaults } from "./invalid-token-error.ts";
import { createKeySet } from "./key-set.ts";
import { createTokenVerifier, type OidcSettings } from "./token-verifier.ts";

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterEach(() => sandbox.issuer.up());
afterAll(() => sandbox.close());

type TokenOptions = Parameters<Sandbox["issuer"]["tokenFor"]>[1];

const settings = (changes: Partial<OidcSettings> = {}): OidcSettings => ({
  issuer: sandbox.issuer.url,
  audience: sandbox.issuer.audience,
  jwksUrl: undefined,
  rolesClaim: { path: ["realm_access", "roles"] },
  operatorRole: "billing-operator",
  serviceRole: "billing-service",
  ...changes,
});

/** The caller of this header, or the error code. */
const ask = (authorization: string | undefined, changes: Partial<OidcSettings> = {}) =>
  verifier(changes)
    .authenticate(authorization)
    .catch((error: unknown) => (error as BillingError).code);

const warn = vi.fn();
function verifier(changes: Partial<OidcSettings> = {}) {
  const known = settings(changes);
  return createTokenVerifier({ settings: known, keys: createKeySet(known, warn), warn });
}

/** The error's text about the token. */
const catchFault = (authorization: string, changes: Partial<OidcSettings> = {}) =>
  verifier(changes)
    .authenticate(authorization)
    .then(
      () => "none",
      (error: unknown) => (error as BillingError).tokenFault,
    );

const userId = () => sandbox.issuer.users[0].id;
const askWith = async (options: TokenOptions, changes: Partial<OidcSettings> = {}) =>
  ask(`Bearer ${await sandbox.issuer.tokenFor(userId(), options)}`, changes);

/** What most issuers put into an ID token, for a client with the name of our audience. */
const idToken: TokenOptions = {
  audience: "web-billing",
  claims: { typ: undefined, scope: undefined, azp: undefined, nonce: "n", auth_time: 1 },
};

const who = (caller: Caller | string | undefined) => caller as TokenCaller;

describe("a token", () => {
  test("contains its user and its expiry", async () => {
    const before = Date.now();
    const caller = who(await askWith({ expiresInSeconds: 60 }));
    expect(caller).toEqual({
      kind: "token",
      subject: userId(),
      name: "camille",
      isOperator: false,
      isService: false,
      expiresAt: expect.any(Date),
    });
    // With a tolerance of a few seconds for the clocks.
    const lifeMs = caller.expiresAt.getTime() - before;
    expect(lifeMs).toBeGreaterThanOrEqual(60_000 + 4_000);
    expect(lifeMs).toBeLessThanOrEqual(60_000 + 7_000);
  });

  test("may be signed with an elliptic curve", async () => {
    expect(await askWith({ alg: "ES256" })).toMatchObject({ subject: userId() });
  });

  test("contains the operator and service roles", async () => {
    const operator = await ask(`Bearer ${await sandbox.issuer.operatorToken()}`);
    expect(operator).toMatchObject({ isOperator: true, isService: false, name: "robin" });
    const service = await ask(`Bearer ${await sandbox.issuer.serviceToken()}`);
    expect(service).toMatchObject({ isOperator: false, isService: true });
    const roles = ["Billing-Operator", "billing-operators", "billing", "admin"];
    expect(await askWith({ roles })).toMatchObject({ isOperator: false, isService: false });
    const claims = { roles: ["billing-operator"], groups: ["billing-service"] };
    expect(await askWith({ claims })).toMatchObject({ isOperator: false, isService: false });
  });

  test("has its roles under the configured claim and names", async () => {
    const changes = {
      rolesClaim: { path: ["groups"] },
      operatorRole: "desk",
      serviceRole: "machine",
    };
    const operator = await askWith({ claims: { groups: ["desk"] } }, changes);
    expect(operator).toMatchObject({ isOperator: true, isService: false });
    const service = await askWith({ claims: { groups: ["machine"] } }, changes);
    expect(service).toMatchObject({ isOperator: false, isService: true });
  });

  test("has its bearer's name for the history, truncated and without control characters", async () => {
    const named = (preferred_username: unknown) =>
      askWith({ claims: { preferred_username, azp: "console" } });
    expect(who(await named("rob\u0000in\r\n")).name).toBe("robin");
    expect(who(await named("x".repeat(5_000))).name).toHaveLength(200);
    for (const nameless of [undefined, "", 7, { a: 1 }, "\u0000"])
      expect(who(await named(nameless)).name).toBe("console");
    const unnamed = { preferred_username: undefined, azp: undefined };
    expect(who(await askWith({ claims: unnamed })).name).toBe(userId());
  });

  test("that expires after the last date is valid until the last date", async () => {
    const caller = who(await askWith({ claims: { exp: 1e300 } }));
    expect(caller.expiresAt.toISOString()).toBe("9999-12-31T23:59:59.000Z");
  });
});

describe("is rejected", () => {
  test.each(Object.keys(tokenForgeries) as TokenForgery[])(
    "a forged token: %s",
    async (forgery) => {
      const token = await sandbox.issuer.forgedToken(forgery);
      expect(await ask(`Bearer ${token}`)).toBe("unauthenticated");
    },
  );

  test.each([
    undefined,
    "",
    "Bearer",
    "Bearer ",
    "Bearer a b",
    "Bearer é",
    "Bearer a.b.c\r\nx: y",
    "Basic dXNlcjpwYXNzd29yZA==",
    `Bearer ${"a".repeat(30_000)}`,
    `Bearer ${"=".repeat(30_000)}`,
    `Bearer ${".".repeat(30_000)}`,
  ])("a header without a token: %.40j", async (authorization) => {
    expect(await ask(authorization)).toBe("unauthenticated");
  });

  test("a valid token beside another, or after another scheme", async () => {
    const token = await sandbox.issuer.tokenFor(userId());
    for (const header of [
      `Bearer ${token}, Bearer ${token}`,
      `Basic ${token}`,
      `Token ${token}`,
      `Bearer "${token}"`,
      `Bearer ${token};`,
      token,
    ])
      expect(await ask(header)).toBe("unauthenticated");
    expect(await ask(`bearer   ${token}`)).toMatchObject({ subject: userId() });
  });

  test.each<[string, TokenOptions]>([
    ["for another service", { audience: ["account", "web-order"] }],
    ["that is an ID token", { claims: { typ: "ID" } }],
    ["that is an ID token without a type", idToken],
    ["that is a refresh token", { claims: { typ: "Refresh" } }],
    ["whose expiry is not a number", { claims: { exp: "4102444800" } }],
    ["whose start is not a number", { claims: { nbf: "now" } }],
    ["with an empty subject", { claims: { sub: "" } }],
    ["with a number as subject", { claims: { sub: 12 } }],
    ["with null as subject", { claims: { sub: null } }],
    ["with an object as subject", { claims: { sub: { toLowerCase: "x" } } }],
    ["with a subject of ten thousand letters", { claims: { sub: "x".repeat(10_000) } }],
    ["with a NUL in its subject", { claims: { sub: "a\u0000b" } }],
  ])("a token %s", async (_, options) => {
    expect(await askWith(options)).toBe("unauthenticated");
  });

  test("the token of an issuer whose name differs by one letter", async () => {
    const { url } = sandbox.issuer;
    for (const iss of [`${url}/`, `${url}2`, url.slice(0, -1), url.toUpperCase(), [url]])
      expect(await askWith({ claims: { iss } })).toBe("unauthenticated");
  });

  test("a token that has just expired, beyond the clock tolerance", async () => {
    expect(await askWith({ expiresInSeconds: -10 })).toBe("unauthenticated");
    expect(await askWith({ expiresInSeconds: -2 })).toMatchObject({ subject: userId() });
  });

  test("the token of another issuer with our issuer's key id", async () => {
    await using other = await startSandbox();
    const token = await other.issuer.tokenFor(userId(), { issuer: sandbox.issuer.url });
    expect(await ask(`Bearer ${token}`)).toBe("unauthenticated");
  });
});

describe("a rejection has its reason", () => {
  test.each<[keyof typeof tokenFaults, TokenForgery]>([
    ["malformed", "garbage"],
    ["algorithm", "alg_none"],
    ["algorithm", "hs256_with_public_key"],
    ["unknown_key", "unknown_key"],
    ["signature", "foreign_key"],
    ["signature", "changed_payload"],
    ["expired", "expired"],
    ["lifetime", "no_expiry"],
    ["not_yet_valid", "not_yet_valid"],
    ["issuer", "wrong_issuer"],
    ["audience", "wrong_audience"],
    ["subject", "no_subject"],
  ])("%s: %s", async (fault, forgery) => {
    warn.mockClear();
    const token = await sandbox.issuer.forgedToken(forgery);
    expect(await catchFault(`Bearer ${token}`)).toBe(tokenFaults[fault]);
    expect(warn.mock.calls).toEqual([
      [`token ${fault}`, expect.objectContaining({ cause: fault }), expect.any(String)],
    ]);
  });

  test.each<[keyof typeof tokenFaults, TokenOptions]>([
    ["kind", idToken],
    ["subject", { claims: { sub: 12 } }],
    ["lifetime", { claims: { exp: "4102444800" } }],
    ["lifetime", { claims: { nbf: "now" } }],
    ["lifetime", { claims: { iat: "then" } }],
    ["audience", { claims: { aud: undefined } }],
    ["issuer", { claims: { iss: undefined } }],
  ])("%s, of a signed token", async (fault, options) => {
    const token = await sandbox.issuer.tokenFor(userId(), options);
    expect(await catchFault(`Bearer ${token}`)).toBe(tokenFaults[fault]);
  });

  test("in the log with the expected and the found value, truncated", async () => {
    warn.mockClear();
    const audience = Array.from({ length: 100 }, (_, id) => `audience-${id}`);
    await askWith({ audience });
    const [[, fields] = []] = warn.mock.calls;
    expect(fields).toMatchObject({ cause: "audience", expected: "web-billing" });
    expect(fields.found).toHaveLength(200);
    expect(fields.found).toContain('["audience-0",');
  });

  test("of a token with a critical extension", async () => {
    const [, payload, signature] = (await sandbox.issuer.tokenFor(userId())).split(".");
    const header = Buffer.from('{"alg":"RS256","crit":["x"],"x":1}').toString("base64url");
    const fault = await catchFault(`Bearer ${header}.${payload}.${signature}`);
    expect(fault).toBe(tokenFaults.malformed);
  });

  test("but not of a header without a token, nor of one by another scheme", async () => {
    for (const header of ["", "Basic dXNlcjpwYXNzd29yZA==", "Token a.b.c"])
      expect(await catchFault(header)).toBeUndefined();
    for (const header of ["Bearer", "Bearer a b", "bearer é"])
      expect(await catchFault(header)).toBe(tokenFaults.malformed);
  });

  test("in characters that the header allows", () => {
    for (const text of Object.values(tokenFaults))
      expect(text).toMatch(/^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/);
  });
});

test("another issuer's token causes no key fetch", async () => {
  await using other = await startSandbox();
  const { authenticate } = verifier();
  await authenticate(`Bearer ${await sandbox.issuer.tokenFor(userId())}`);
  const before = sandbox.issuer.requests.length;
  const token = await other.issuer.tokenFor(userId());
  await expect(authenticate(`Bearer ${token}`)).rejects.toMatchObject({
    code: "unauthenticated",
    tokenFault: tokenFaults.issuer,
  });
  expect(sandbox.issuer.requests).toHaveLength(before);
});

test("a key that is replaced under its id is found, and forged signatures cause one fetch", async () => {
  vi.useFakeTimers({ toFake: ["performance"] });
  const { privateKey, publicKey } = await generateKeyPair("RS256");
  const { privateKey: laterKey, publicKey: laterPublic } = await generateKeyPair("RS256");
  let published = publicKey;
  await using issuer = await startFaultyServer(async (_, response) =>
    answerJson(response, 200, { keys: [{ ...(await exportJWK(published)), kid: "only" }] }),
  );
  const changes = { issuer: issuer.url, jwksUrl: `${issuer.url}/jwks` };
  const { authenticate } = verifier(changes);
  const sign = (key: CryptoKey) =>
    new SignJWT({ scope: "openid" })
      .setProtectedHeader({ alg: "RS256", kid: "only" })
      .setIssuer(issuer.url)
      .setAudience("web-billing")
      .setSubject("user-1")
      .setExpirationTime("1h")
      .sign(key);
  expect(await authenticate(`Bearer ${await sign(privateKey)}`)).toMatchObject({ kind: "token" });
  published = laterPublic;
  vi.advanceTimersByTime(30_000);
  expect(await authenticate(`Bearer ${await sign(laterKey)}`)).toMatchObject({ kind: "token" });
  const old = `Bearer ${await sign(privateKey)}`;
  for (let turn = 0; turn < 20; turn += 1)
    await expect(authenticate(old)).rejects.toMatchObject({ tokenFault: tokenFaults.signature });
  expect(issuer.received).toHaveLength(2);
  vi.useRealTimers();
});

test("without the issuer's keys a token is neither accepted nor rejected", async () => {
  const token = await sandbox.issuer.tokenFor(userId());
  await sandbox.issuer.down();
  const refused = verifier().authenticate(`Bearer ${token}`);
  await expect(refused).rejects.toMatchObject({
    code: "service_unavailable",
    retryAfterMs: 5_000,
    isLogged: true,
  });
  // A malformed token is rejected without a key.
  expect(await ask("Bearer garbage")).toBe("unauthenticated");
  const unsigned = await sandbox.issuer.forgedToken("alg_none");
  expect(await ask(`Bearer ${unsigned}`)).toBe("unauthenticated");
});
