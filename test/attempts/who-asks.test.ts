// Who is refused at which service. Beside it: foreign orders and streams in foreign-order.test.ts, a flood of
// wrong tokens in flood.test.ts, oversized and slow senders in hard-edges.test.ts, webhooks in
// forged-webhooks.test.ts.
import { randomUUID } from "node:crypto";
import { type TokenForgery, tokenForgeries } from "@onekonsole/billing-sandbox";
import { orderInput } from "@onekonsole/billing-testkit/console-call";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { declared, type AttackedService, startAttackedService } from "./attacked-service.ts";

let service: AttackedService;
beforeAll(async () => {
  service = await startAttackedService();
});
afterAll(() => service[Symbol.asyncDispose]());

const reference = () => ({ order_id: service.orderId });
const act = () => ({ ...reference(), version: 1, reason: "because I can" });

const wish = (name: string) => orderInput(name, { user_id: service.owner });

/** What each procedure is called with that is not for everybody. */
const inputs: Readonly<Record<string, () => object | undefined>> = {
  "order.create": () => wish("x1"),
  "order.approve": reference,
  "order.get": reference,
  "operator.orders": () => ({}),
  "operator.order": reference,
  "operator.retry": act,
  "operator.refund": act,
  "operator.close": act,
  "operator.reconcile": () => ({ since: "2026-01-01T00:00:00Z", reason: "because I can" }),
  "operator.unmatchedPayments": () => undefined,
  "operator.closeUnmatchedPayment": () => ({ event_id: "WH-1", reason: "because I can" }),
  "operator.money": () => undefined,
};

type Call = (token: string | undefined) => ReturnType<AttackedService["post"]>;

/** Every way in that is not for everybody, by the contract; streams are in foreign-order.test.ts. */
const calls: readonly (readonly [string, Call])[] = [...declared]
  .filter(([, { access, kind }]) => access !== "public" && kind !== "subscription")
  .flatMap(([name, { rest }]) => {
    const input = inputs[name];
    if (!input) throw new Error(`Say with what ${name} is to be tried.`);
    const byName: Call = (token) => service.procedure(name, token, input());
    const byRoute: Call = (token) => service.post(rest?.path ?? "", token, input());
    return [[name, byName] as const, ...(rest ? [[`POST ${rest.path}`, byRoute] as const] : [])];
  });

const forgeries = Object.entries(tokenForgeries) as [TokenForgery, string][];

describe.each(calls)("%s", (_, call) => {
  test("refuses a caller without a token, and changes nothing", async () => {
    const before = await service.standing();
    expect(await call(undefined)).toEqual({ status: 401, code: "unauthenticated" });
    expect(await service.standing()).toEqual(before);
  });

  test.each(forgeries)("refuses a token with %s (%s), and changes nothing", async (forgery) => {
    const before = await service.standing();
    const token = await service.sandbox.issuer.forgedToken(forgery, service.owner);
    expect(await call(token)).toEqual({ status: 401, code: "unauthenticated" });
    expect(await service.standing()).toEqual(before);
  });
});

/** The challenge of both ways in, as a page of another origin reads it. */
async function challengesOf(authorization: string | undefined): Promise<(string | null)[]> {
  const headers = {
    origin: "https://console.example.org",
    ...(authorization === undefined ? {} : { authorization }),
  };
  const query = encodeURIComponent(JSON.stringify(reference()));
  const answers = [
    await fetch(`${service.server.url}/trpc/order.get?input=${query}`, { headers }),
    await fetch(`${service.server.url}/order/approve`, {
      method: "POST",
      headers,
      body: JSON.stringify(reference()),
    }),
  ];
  for (const { headers: sent } of answers)
    expect(sent.get("access-control-expose-headers")?.toLowerCase()).toContain("www-authenticate");
  return answers.map(({ headers: sent }) => sent.get("www-authenticate"));
}

describe("a refusal says why, by REST and tRPC alike", () => {
  test.each(forgeries)("of a token with %s (%s)", async (forgery) => {
    const token = await service.sandbox.issuer.forgedToken(forgery, service.owner);
    const [challenge, other] = await challengesOf(`Bearer ${token}`);
    // What RFC 6750 allows in a description.
    expect(challenge).toMatch(
      /^Bearer error="invalid_token", error_description="[\x20\x21\x23-\x5b\x5d-\x7e]+"$/,
    );
    expect(other).toBe(challenge);
  });

  test("of an ID token, though its audience fits", async () => {
    const token = await service.sandbox.issuer.tokenFor(service.owner, {
      audience: service.sandbox.issuer.audience,
      claims: { typ: undefined, scope: undefined, azp: undefined, nonce: "n", at_hash: "h" },
    });
    for (const challenge of await challengesOf(`Bearer ${token}`))
      expect(challenge).toContain("not an access token");
  });

  test("but names no error where no token was sent", async () => {
    for (const authorization of [undefined, "Basic dXNlcjpwYXNzd29yZA=="])
      expect(await challengesOf(authorization)).toEqual(["Bearer", "Bearer"]);
  });

  test("and of a token without the operators' role that it is not enough", async () => {
    const token = await service.sandbox.issuer.tokenFor(service.owner);
    const headers = { authorization: `Bearer ${token}` };
    const answer = await fetch(`${service.server.url}/trpc/operator.money`, { headers });
    expect(answer.status).toBe(403);
    expect(answer.headers.get("www-authenticate")).toMatch(
      /^Bearer error="insufficient_scope", error_description="[^"\\]+"$/,
    );
  });

  test("once a minute in the log, with what was expected and what was found", async () => {
    const token = await service.sandbox.issuer.forgedToken("wrong_audience", service.owner);
    await Promise.all(Array.from({ length: 50 }, () => challengesOf(`Bearer ${token}`)));
    const lines = service.server.log.filter((line) => line.includes('"cause":"audience"'));
    expect(lines.length).toBeLessThanOrEqual(2);
    const about = { level: 40, cause: "audience", expected: "web-billing", found: '"account"' };
    expect(JSON.parse(lines[0] ?? "")).toMatchObject(about);
  });
});

test("a new key is taken up at once, and within seconds while key ids are made up", async () => {
  const { issuer } = service.sandbox;
  const ask = (token: string) => service.procedure("order.get", token, reference());
  await issuer.rotateKeys();
  expect((await ask(await issuer.tokenFor(service.owner))).status).toBe(200);
  const forged = await Promise.all(
    Array.from({ length: 100 }, async (_, id) => {
      const [, payload, signature] = (await issuer.forgedToken("unknown_key")).split(".");
      const header = { alg: "RS256", typ: "JWT", kid: `made-up-${id}` };
      return [Buffer.from(JSON.stringify(header)).toString("base64url"), payload, signature];
    }),
  );
  for (const answer of await Promise.all(forged.map((parts) => ask(parts.join(".")))))
    expect([401, 503]).toContain(answer.status);
  await issuer.rotateKeys();
  const fresh = await issuer.tokenFor(service.owner);
  const statuses: number[] = [];
  await expect
    .poll(async () => {
      statuses.push((await ask(fresh)).status);
      return statuses.at(-1);
    })
    .toBe(200);
  expect(statuses).not.toContain(401);
});

test("an issuer of another name than its own: 503, and both names in the log at start", async () => {
  const { issuer } = service.sandbox;
  await using server = await service.startServer({
    oidc_issuer: `${issuer.url}/`,
    oidc_audience: issuer.audience,
  });
  const answer = await fetch(`${server.url}/order/approve`, {
    method: "POST",
    headers: { authorization: `Bearer ${await issuer.tokenFor(service.owner)}` },
    body: JSON.stringify(reference()),
  });
  expect([answer.status, await answer.json()]).toEqual([
    503,
    { code: "service_unavailable", error: expect.any(String) },
  ]);
  expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
  await expect
    .poll(() => server.log.filter((line) => line.includes(`says ${issuer.url}:`)))
    .not.toEqual([]);
});

describe("somebody else", () => {
  const stranger = () => service.sandbox.issuer.tokenFor(randomUUID());
  const unknown = { order_id: "0UNKNOWN000000000" };

  test.each(["order.get", "order.approve"])(
    "gets of %s what an unknown order gets",
    async (name) => {
      const before = await service.standing();
      const token = await stranger();
      const foreign = await service.procedure(name, token, reference());
      expect(foreign).toEqual({ status: 404, code: "order_not_found" });
      expect(await service.procedure(name, token, unknown)).toEqual(foreign);
      expect(await service.standing()).toEqual(before);
    },
  );

  test("can't approve it by REST either", async () => {
    const before = await service.standing();
    const foreign = await service.post("/order/approve", await stranger(), reference());
    expect(foreign).toEqual({ status: 404, code: "order_not_found" });
    expect(await service.standing()).toEqual(before);
  });

  test("can't watch it: the stream says what it says of an unknown order", async () => {
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

  test("can't order in the owner's name", async () => {
    const before = await service.standing();
    expect(await service.post("/order/create", await stranger(), wish("x2"))).toEqual({
      status: 403,
      code: "forbidden",
    });
    expect(await service.standing()).toEqual(before);
  });

  test.each(calls.filter(([name]) => name.startsWith("operator.")))(
    "is no operator: %s",
    async (_, call) => {
      const before = await service.standing();
      for (const token of [await stranger(), await service.sandbox.issuer.serviceToken()])
        expect(await call(token)).toEqual({ status: 403, code: "forbidden" });
      expect(await service.standing()).toEqual(before);
    },
  );
});

test("an operator looks at everybody's order, and a service acts for everybody", async () => {
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
