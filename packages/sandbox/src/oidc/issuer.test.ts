import { decodeJwt } from "jose";
import { getResponse } from "msw";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type Sandbox, startSandbox } from "../start-sandbox.ts";
import { issuerHandlers } from "./handlers.ts";
import { IssuerSandbox } from "./issuer-sandbox.ts";

let sandbox: Sandbox;
let issuer: IssuerSandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
  ({ issuer } = sandbox);
});
afterEach(async () => {
  issuer.faults.clear();
  await issuer.up();
});
afterAll(() => sandbox.close());

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // oxlint-disable-next-line typescript/no-explicit-any -- each test checks the fields it expects
  readonly body: any;
}

const call = async (path: string, init?: RequestInit): Promise<Answer> => {
  const response = await fetch(issuer.url + path, init);
  const { status, headers } = response;
  return { status, headers, body: await response.json() };
};
const askToken = (form: Record<string, string>, headers: Record<string, string> = {}) =>
  call("/token", { method: "POST", headers, body: new URLSearchParams(form) });
const askAs = (userId: string) =>
  askToken({ grant_type: "urn:onekonsole:sandbox-user", user_id: userId });
const basic = (id: string, secret: string) => ({
  authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString("base64")}`,
});

describe("what the issuer publishes", () => {
  test("the discovery document has the URLs of all endpoints", async () => {
    const { body } = await call("/.well-known/openid-configuration");
    expect(body).toMatchObject({
      issuer: issuer.url,
      jwks_uri: `${issuer.url}/jwks`,
      token_endpoint: `${issuer.url}/token`,
      id_token_signing_alg_values_supported: ["RS256", "ES256"],
    });
    expect(body.grant_types_supported).toContain("client_credentials");
  });

  test("the public keys, for signatures only and without a private part", async () => {
    const { body, headers } = await call("/jwks");
    expect(body.keys.map((key: { alg: string }) => key.alg)).toEqual(["RS256", "ES256"]);
    expect(headers.get("cache-control")).toBe("public, max-age=300");
    for (const key of body.keys) {
      expect(key).toMatchObject({ use: "sig", kid: expect.stringMatching(/^[\w-]{43}$/) });
      expect(key).not.toHaveProperty("d");
    }
  });

  test("another realm of the same server is not found", async () => {
    const url = issuer.url.replace("onekonsole", "another");
    expect((await fetch(`${url}/jwks`)).status).toBe(404);
    expect(issuer.requests.at(-1)?.path).toBe("/realms/another/jwks");
  });
});

describe("a service", () => {
  const grant = { grant_type: "client_credentials" };

  test.each(["header", "body"])("gets a token for its credentials in the %s", async (place) => {
    const { clientId: client_id, clientSecret: client_secret } = issuer;
    const { status, body, headers } =
      place === "header"
        ? await askToken(grant, basic(client_id, client_secret))
        : await askToken({ ...grant, client_id, client_secret });
    expect(status).toBe(200);
    expect(body).toMatchObject({ token_type: "Bearer", expires_in: 300 });
    expect(headers.get("cache-control")).toBe("no-store");
    expect(decodeJwt(body.access_token)).toMatchObject({
      azp: client_id,
      aud: issuer.audience,
      preferred_username: `service-account-${client_id}`,
      realm_access: { roles: ["billing-service"] },
    });
  });

  test("is rejected with a wrong secret, in OAuth's error shape", async () => {
    const answer = await askToken(grant, basic(issuer.clientId, "wrong"));
    expect(answer.status).toBe(401);
    expect(answer.body).toEqual({
      error: "invalid_client",
      error_description: expect.any(String),
    });
    expect(answer.headers.get("www-authenticate")).toMatch(/^Basic /);
    expect((await askToken(grant)).status).toBe(401);
    expect((await askToken(grant, basic("unknown", issuer.clientSecret))).status).toBe(401);
  });

  test("may have any characters in its form-encoded secret", async () => {
    const clientSecret = "a:b +%é";
    const own = new IssuerSandbox({ url: "http://login.example", clientSecret });
    const encoded = new URLSearchParams({ v: clientSecret }).toString().slice("v=".length);
    const request = new Request(`${own.url}/token`, {
      method: "POST",
      headers: basic(own.clientId, encoded),
      body: new URLSearchParams(grant),
    });
    expect((await getResponse(issuerHandlers(own), request))?.status).toBe(200);
  });
});

describe("a user of the sandbox", () => {
  test("is one of three customers or the operator", async () => {
    const { body } = await call("/users");
    expect(body).toEqual(issuer.users);
    const operators = body.filter(({ roles }: { roles: string[] }) =>
      roles.includes("billing-operator"),
    );
    expect([body.length, operators.length]).toEqual([4, 1]);
    const ids = new Set(body.map(({ id }: { id: string }) => id));
    expect(ids.size).toBe(4);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  });

  test("gets a token for the user id, as does any other user", async () => {
    for (const { id, name, username, roles } of issuer.users) {
      const { body } = await askAs(id);
      expect(decodeJwt(body.access_token)).toMatchObject({
        sub: id,
        name,
        preferred_username: username,
        realm_access: { roles },
      });
    }
  });

  test("that does not exist gets none", async () => {
    const { status, body } = await askAs("00000000-0000-0000-0000-000000000000");
    expect([status, body.error]).toEqual([400, "invalid_grant"]);
  });

  test.each([
    [{}, "invalid_request"],
    [{ grant_type: "password" }, "unsupported_grant_type"],
    [{ grant_type: "urn:onekonsole:sandbox-user" }, "invalid_grant"],
  ])("a request with %j gets %s", async (form: Record<string, string>, error) => {
    const { status, body } = await askToken(form);
    expect([status, body.error]).toEqual([400, error]);
  });
});

test("pages of any origin may send requests, also with their own headers", async () => {
  const preflight = await fetch(`${issuer.url}/token`, { method: "OPTIONS" });
  expect(preflight.status).toBe(204);
  expect(preflight.headers.get("access-control-allow-headers")).toContain("authorization");
  issuer.faults.add({ operation: "users", kind: { status: 503 } });
  for (const path of ["/users", "/users", "/jwks", "/nothing"]) {
    const { headers } = await call(path);
    expect(headers.get("access-control-allow-origin"), path).toBe("*");
  }
});

describe("a faulty issuer", () => {
  test("returns the injected faults, and logs every request", async () => {
    const before = issuer.requests.length;
    issuer.faults.add({ operation: "jwks", kind: { status: 500 } });
    issuer.faults.add({ operation: "discovery", kind: "reset" });
    expect(await call("/jwks")).toMatchObject({ status: 500, body: { error: "server_error" } });
    await expect(call("/.well-known/openid-configuration")).rejects.toThrow();
    expect((await call("/jwks")).status).toBe(200);
    const paths = issuer.requests.slice(before).map(({ path }) => path.split("/").at(-1));
    expect(paths).toEqual(["jwks", "openid-configuration", "jwks"]);
  });

  test("has the same keys after an outage", async () => {
    const { body } = await call("/jwks");
    await issuer.down();
    await expect(call("/jwks")).rejects.toThrow();
    await issuer.up();
    expect((await call("/jwks")).body).toEqual(body);
    await issuer.down("unavailable");
    expect((await call("/jwks")).status).toBe(503);
  });
});
