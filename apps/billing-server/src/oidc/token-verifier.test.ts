import {
  type Sandbox,
  startSandbox,
  type TokenForgery,
  tokenForgeries,
} from "@onekonsole/billing-sandbox";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Caller, TokenCaller } from "../domain/caller.ts";
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
  rolesClaim: "realm_access.roles",
  operatorRole: "billing-operator",
  serviceRole: "billing-service",
  ...changes,
});

/** Who sent this header, or the code of the refusal. */
const ask = (authorization: string | undefined, changes: Partial<OidcSettings> = {}) =>
  createTokenVerifier(settings(changes))
    .authenticate(authorization)
    .catch((error: unknown) => (error as { code?: string }).code);

const userId = () => sandbox.issuer.users[0].id;
const askWith = async (options: TokenOptions, changes: Partial<OidcSettings> = {}) =>
  ask(`Bearer ${await sandbox.issuer.tokenFor(userId(), options)}`, changes);

const who = (caller: Caller | string | undefined) => caller as TokenCaller;

describe("a token", () => {
  test("says who its user is, and until when that holds", async () => {
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
    // With a few seconds for clocks that differ.
    const lifeMs = caller.expiresAt.getTime() - before;
    expect(lifeMs).toBeGreaterThanOrEqual(60_000 + 4_000);
    expect(lifeMs).toBeLessThanOrEqual(60_000 + 7_000);
  });

  test("may be signed with an elliptic curve", async () => {
    expect(await askWith({ alg: "ES256" })).toMatchObject({ subject: userId() });
  });

  test("says who is an operator and who is a service, by their roles alone", async () => {
    const operator = await ask(`Bearer ${await sandbox.issuer.operatorToken()}`);
    expect(operator).toMatchObject({ isOperator: true, isService: false, name: "robin" });
    const service = await ask(`Bearer ${await sandbox.issuer.serviceToken()}`);
    expect(service).toMatchObject({ isOperator: false, isService: true });
    const roles = ["Billing-Operator", "billing-operators", "billing", "admin"];
    expect(await askWith({ roles })).toMatchObject({ isOperator: false, isService: false });
    const claims = { roles: ["billing-operator"], groups: ["billing-service"] };
    expect(await askWith({ claims })).toMatchObject({ isOperator: false, isService: false });
  });

  test("has its roles under the claim and the names that are configured", async () => {
    const changes = { rolesClaim: "groups", operatorRole: "desk", serviceRole: "machine" };
    const operator = await askWith({ claims: { groups: ["desk"] } }, changes);
    expect(operator).toMatchObject({ isOperator: true, isService: false });
    const service = await askWith({ claims: { groups: ["machine"] } }, changes);
    expect(service).toMatchObject({ isOperator: false, isService: true });
  });

  test("names its bearer for the audit trail without control characters, and not at length", async () => {
    const named = (preferred_username: unknown) =>
      askWith({ claims: { preferred_username, azp: "console" } });
    expect(who(await named("rob\u0000in\r\n")).name).toBe("robin");
    expect(who(await named("x".repeat(5_000))).name).toHaveLength(200);
    for (const nameless of [undefined, "", 7, { a: 1 }, "\u0000"])
      expect(who(await named(nameless)).name).toBe("console");
    const nobody = { preferred_username: undefined, azp: undefined };
    expect(who(await askWith({ claims: nobody })).name).toBe(userId());
  });

  test("that holds for longer than there are dates holds until the last of them", async () => {
    const caller = who(await askWith({ claims: { exp: 1e300 } }));
    expect(caller.expiresAt.toISOString()).toBe("9999-12-31T23:59:59.000Z");
  });
});

describe("is refused", () => {
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

  test("a good token beside another, or after another scheme", async () => {
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
    ["that is no access token", { claims: { typ: "ID" } }],
    ["that only refreshes", { claims: { typ: "Refresh" } }],
    ["whose end is no number", { claims: { exp: "4102444800" } }],
    ["whose beginning is no number", { claims: { nbf: "now" } }],
    ["of nobody", { claims: { sub: "" } }],
    ["of a number", { claims: { sub: 12 } }],
    ["of null", { claims: { sub: null } }],
    ["of an object", { claims: { sub: { toLowerCase: "x" } } }],
    ["of somebody with ten thousand letters", { claims: { sub: "x".repeat(10_000) } }],
    ["of somebody with a zero byte", { claims: { sub: "a\u0000b" } }],
  ])("a token %s", async (_, options) => {
    expect(await askWith(options)).toBe("unauthenticated");
  });

  test("the token of an issuer whose name is ours but for a letter", async () => {
    const { url } = sandbox.issuer;
    for (const iss of [`${url}/`, `${url}2`, url.slice(0, -1), url.toUpperCase(), [url]])
      expect(await askWith({ claims: { iss } })).toBe("unauthenticated");
  });

  test("a token that has just expired, once clocks can't be the reason", async () => {
    expect(await askWith({ expiresInSeconds: -10 })).toBe("unauthenticated");
    expect(await askWith({ expiresInSeconds: -2 })).toMatchObject({ subject: userId() });
  });

  test("the token of another issuer that names ours", async () => {
    await using other = await startSandbox();
    const token = await other.issuer.tokenFor(userId(), { issuer: sandbox.issuer.url });
    expect(await ask(`Bearer ${token}`)).toBe("unauthenticated");
  });
});

test("without the issuer's keys nothing is said about a token", async () => {
  const token = await sandbox.issuer.tokenFor(userId());
  await sandbox.issuer.down();
  expect(await ask(`Bearer ${token}`)).toBe("service_unavailable");
  // What needs no key to be refused is.
  expect(await ask("Bearer garbage")).toBe("unauthenticated");
  const unsigned = await sandbox.issuer.forgedToken("alg_none");
  expect(await ask(`Bearer ${unsigned}`)).toBe("unauthenticated");
});
