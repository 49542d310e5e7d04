// Which caller is rejected at which procedure. Foreign orders and streams are in foreign-order.test.ts, a
// flood of invalid tokens in token-flood.test.ts, oversized and slow requests in request-limits.test.ts,
// webhooks in forged-webhooks.test.ts.
import { randomUUID } from "node:crypto";
import {
  declarations,
  type ProcedureDeclaration,
  type RestRoute,
} from "@onekonsole/billing-contract/schemas";
import { type TokenForgery, tokenForgeries } from "@onekonsole/billing-sandbox";
import { orderInput } from "@onekonsole/billing-testkit/console-call";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type SecuredService, startSecuredService } from "./secured-service.ts";

let service: SecuredService;
beforeAll(async () => {
  service = await startSecuredService();
});
afterAll(() => service[Symbol.asyncDispose]());

const reference = () => ({ order_id: service.orderId });

const ownOrder = (name: string) => orderInput(name, { user_id: service.owner });

/** A valid value for each field that the input of a procedure requires, by its name. */
const fieldValues = (): Readonly<Record<string, unknown>> => ({
  ...ownOrder("x1"),
  ...reference(),
  version: 1,
  reason: "a test",
  since: "2026-01-01T00:00:00Z",
  event_id: "WH-1",
  endpoint_id: "ep-1",
  url: "https://a.example.org/",
  dead: true,
});

/** The required fields of a procedure's input; `undefined` if it takes none. */
function validInput({ input }: ProcedureDeclaration): unknown {
  if (input.safeParse(undefined).success) return undefined;
  const { required = [], properties = {} } = input.toJSONSchema({ io: "input" });
  const values = fieldValues();
  // Of its optional fields, a resend requires one.
  const names = "dead" in properties ? [...required, "dead"] : required;
  return input.parse(Object.fromEntries(names.map((name) => [name, values[name]])));
}

type Call = (token: string | undefined) => ReturnType<SecuredService["post"]>;

/** A call of every procedure that is not public, over tRPC and REST; streams are in foreign-order.test.ts. */
const calls: readonly (readonly [string, Call])[] = [...declarations]
  .filter(([, { access, kind }]) => access !== "public" && kind !== "subscription")
  .flatMap(([name, declaration]) => {
    const { rest } = declaration;
    const overTrpc: Call = (token) => service.procedure(name, token, validInput(declaration));
    if (!rest) return [[name, overTrpc] as const];
    const overRest: Call = (token) => callRoute(rest, token, validInput(declaration));
    return [[name, overTrpc] as const, [`${rest.method} ${rest.path}`, overRest] as const];
  });

/** The input of a GET is in its query. */
function callRoute({ method, path }: RestRoute, token: string | undefined, input: unknown) {
  if (method === "POST") return service.post(path, token, input);
  const query = new URLSearchParams((input ?? {}) as Record<string, string>);
  return service.post(`${path}?${query}`, token, undefined);
}

const forgeries = Object.entries(tokenForgeries) as [TokenForgery, string][];

describe.each(calls)("%s", (_, call) => {
  test("rejects a caller without a token, and changes nothing", async () => {
    const before = await service.snapshot();
    expect(await call(undefined)).toEqual({ status: 401, code: "unauthenticated" });
    expect(await service.snapshot()).toEqual(before);
  });

  test.each(forgeries)("rejects a token with %s (%s), and changes nothing", async (forgery) => {
    const before = await service.snapshot();
    const token = await service.sandbox.issuer.forgedToken(forgery, service.owner);
    expect(await call(token)).toEqual({ status: 401, code: "unauthenticated" });
    expect(await service.snapshot()).toEqual(before);
  });
});

/** The challenges over tRPC and REST, as a page of another origin reads them. */
async function readChallenges(authorization: string | undefined): Promise<(string | null)[]> {
  const headers = {
    origin: "https://console.example.org",
    ...(authorization === undefined ? {} : { authorization }),
  };
  const query = encodeURIComponent(JSON.stringify(reference()));
  const responses = [
    await fetch(`${service.server.url}/trpc/order.get?input=${query}`, { headers }),
    await fetch(`${service.server.url}/order/approve`, {
      method: "POST",
      headers,
      body: JSON.stringify(reference()),
    }),
  ];
  for (const { headers: sent } of responses)
    expect(sent.get("access-control-expose-headers")?.toLowerCase()).toContain("www-authenticate");
  return responses.map(({ headers: sent }) => sent.get("www-authenticate"));
}

describe("a rejection contains the reason, over REST and tRPC alike", () => {
  test.each(forgeries)("for a token with %s (%s)", async (forgery) => {
    const token = await service.sandbox.issuer.forgedToken(forgery, service.owner);
    const [challenge, other] = await readChallenges(`Bearer ${token}`);
    // The characters that RFC 6750 allows in a description.
    expect(challenge).toMatch(
      /^Bearer error="invalid_token", error_description="[\x20\x21\x23-\x5b\x5d-\x7e]+"$/,
    );
    expect(other).toBe(challenge);
  });

  test("for an ID token with the right audience", async () => {
    const token = await service.sandbox.issuer.tokenFor(service.owner, {
      audience: service.sandbox.issuer.audience,
      claims: { typ: undefined, scope: undefined, azp: undefined, nonce: "n", at_hash: "h" },
    });
    for (const challenge of await readChallenges(`Bearer ${token}`))
      expect(challenge).toContain("not an access token");
  });

  test("and contains no error if no token was sent", async () => {
    for (const authorization of [undefined, "Basic dXNlcjpwYXNzd29yZA=="])
      expect(await readChallenges(authorization)).toEqual(["Bearer", "Bearer"]);
  });

  test("and is insufficient_scope for a token without the operator role", async () => {
    const token = await service.sandbox.issuer.tokenFor(service.owner);
    const headers = { authorization: `Bearer ${token}` };
    const response = await fetch(`${service.server.url}/trpc/operator.money`, { headers });
    expect(response.status).toBe(403);
    expect(response.headers.get("www-authenticate")).toMatch(
      /^Bearer error="insufficient_scope", error_description="[^"\\]+"$/,
    );
  });

  test("and is logged once per minute, with the expected and the found value", async () => {
    const token = await service.sandbox.issuer.forgedToken("wrong_audience", service.owner);
    await Promise.all(Array.from({ length: 50 }, () => readChallenges(`Bearer ${token}`)));
    const lines = service.server.log.filter((line) => line.includes('"cause":"audience"'));
    expect(lines.length).toBeLessThanOrEqual(2);
    const expected = { level: 40, cause: "audience", expected: "web-billing", found: '"account"' };
    expect(JSON.parse(lines[0] ?? "")).toMatchObject(expected);
  });
});

test("a new key is accepted at once, and within seconds under tokens with unknown key ids", async () => {
  const { issuer } = service.sandbox;
  const call = (token: string) => service.procedure("order.get", token, reference());
  await issuer.rotateKeys();
  expect((await call(await issuer.tokenFor(service.owner))).status).toBe(200);
  const forged = await Promise.all(
    Array.from({ length: 100 }, async (_, id) => {
      const [, payload, signature] = (await issuer.forgedToken("unknown_key")).split(".");
      const header = { alg: "RS256", typ: "JWT", kid: `unknown-${id}` };
      return [Buffer.from(JSON.stringify(header)).toString("base64url"), payload, signature];
    }),
  );
  for (const response of await Promise.all(forged.map((parts) => call(parts.join(".")))))
    expect([401, 503]).toContain(response.status);
  await issuer.rotateKeys();
  const fresh = await issuer.tokenFor(service.owner);
  const statuses: number[] = [];
  await expect
    .poll(async () => {
      statuses.push((await call(fresh)).status);
      return statuses.at(-1);
    })
    .toBe(200);
  expect(statuses).not.toContain(401);
});

test("an issuer whose name differs from its setting: 503, and both names in the log at startup", async () => {
  const { issuer } = service.sandbox;
  await using server = await service.startServer({
    oidc_issuer: `${issuer.url}/`,
    oidc_audience: issuer.audience,
  });
  const response = await fetch(`${server.url}/order/approve`, {
    method: "POST",
    headers: { authorization: `Bearer ${await issuer.tokenFor(service.owner)}` },
    body: JSON.stringify(reference()),
  });
  expect([response.status, await response.json()]).toEqual([
    503,
    { code: "service_unavailable", error: expect.any(String) },
  ]);
  expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(0);
  await expect
    .poll(() => server.log.filter((line) => line.includes(`has the issuer ${issuer.url}.`)))
    .not.toEqual([]);
});

describe("another user", () => {
  const stranger = () => service.sandbox.issuer.tokenFor(randomUUID());
  const unknown = { order_id: "0UNKNOWN000000000" };

  test.each(["order.get", "order.approve"])(
    "gets the response of an unknown order from %s",
    async (name) => {
      const before = await service.snapshot();
      const token = await stranger();
      const foreign = await service.procedure(name, token, reference());
      expect(foreign).toEqual({ status: 404, code: "order_not_found" });
      expect(await service.procedure(name, token, unknown)).toEqual(foreign);
      expect(await service.snapshot()).toEqual(before);
    },
  );

  test("cannot approve the order over REST", async () => {
    const before = await service.snapshot();
    const foreign = await service.post("/order/approve", await stranger(), reference());
    expect(foreign).toEqual({ status: 404, code: "order_not_found" });
    expect(await service.snapshot()).toEqual(before);
  });

  test("cannot watch the order: the stream is that of an unknown order", async () => {
    const token = await stranger();
    const texts = [reference(), unknown].map(async (input) => {
      const query = encodeURIComponent(JSON.stringify(input));
      const response = await fetch(`${service.server.url}/trpc/order.watch?input=${query}`, {
        headers: { authorization: `Bearer ${token}`, accept: "text/event-stream" },
      });
      const text = await response.text();
      return `${response.status} ${text.replaceAll(/"request_id":"[^"]*"/g, "")}`;
    });
    const [foreign, none] = await Promise.all(texts);
    expect(foreign).toContain("order_not_found");
    expect(foreign).toBe(none);
  });

  test("cannot create an order for the owner", async () => {
    const before = await service.snapshot();
    expect(await service.post("/order/create", await stranger(), ownOrder("x2"))).toEqual({
      status: 403,
      code: "forbidden",
    });
    expect(await service.snapshot()).toEqual(before);
  });

  test.each(calls.filter(([name]) => name.startsWith("operator.")))(
    "is not an operator: %s",
    async (_, call) => {
      const before = await service.snapshot();
      for (const token of [await stranger(), await service.sandbox.issuer.serviceToken()])
        expect(await call(token)).toEqual({ status: 403, code: "forbidden" });
      expect(await service.snapshot()).toEqual(before);
    },
  );

  test.each(calls.filter(([name]) => /^events\.|\/events$/.test(name)))(
    "is no service: %s, which services and operators may call",
    async (_, call) => {
      const { issuer } = service.sandbox;
      for (const token of [await stranger(), await issuer.tokenFor(service.owner)])
        expect(await call(token)).toEqual({ status: 403, code: "forbidden" });
      for (const token of [await issuer.serviceToken(), await issuer.operatorToken()])
        expect(await call(token)).toMatchObject({ status: 200 });
    },
  );

  test("cannot watch the event feed", async () => {
    const response = await fetch(`${service.server.url}/trpc/events.watch?input=%7B%7D`, {
      headers: { authorization: `Bearer ${await stranger()}`, accept: "text/event-stream" },
    });
    expect(await response.text()).toContain('"billing_code":"forbidden"');
  });
});

test("an operator may read every order, and a service may act for every user", async () => {
  const { issuer } = service.sandbox;
  const operator = await issuer.operatorToken();
  expect(await service.procedure("operator.order", operator, reference())).toMatchObject({
    status: 200,
  });
  expect(await service.procedure("order.get", operator, reference())).toMatchObject({
    status: 200,
  });
  const serviceToken = await issuer.serviceToken();
  expect(await service.procedure("order.get", serviceToken, reference())).toMatchObject({
    status: 200,
  });
});
