import { type Sandbox, startSandbox } from "@onekonsole/billing-sandbox";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { clientTokenSource } from "./client-token.ts";
import { Refusal } from "./failure.ts";

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

const credentials = (changes: { issuer?: string; clientSecret?: string } = {}) => ({
  issuer: sandbox.issuer.url,
  clientId: sandbox.issuer.clientId,
  clientSecret: sandbox.issuer.clientSecret,
  ...changes,
});
const decodePayload = (token: string) =>
  JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString()) as object;

describe("a client's access token", () => {
  test("comes from the issuer's discovered token endpoint and is cached", async () => {
    const before = sandbox.issuer.requests.length;
    const readToken = clientTokenSource(credentials());
    const token = await readToken();
    expect(decodePayload(token)).toMatchObject({
      iss: sandbox.issuer.url,
      client_id: "sandbox-service",
    });
    expect(await readToken()).toBe(token);
    const paths = sandbox.issuer.requests.slice(before).map(({ path }) => path);
    expect(paths).toEqual([
      "/realms/onekonsole/.well-known/openid-configuration",
      "/realms/onekonsole/token",
    ]);
  });

  test("is renewed before it expires", async () => {
    sandbox.issuer.lifetimeSeconds = 0;
    const readToken = clientTokenSource(credentials());
    const first = await readToken();
    sandbox.issuer.lifetimeSeconds = 300;
    expect(await readToken()).not.toBe(first);
  });

  test.each<[string, object, RegExp]>([
    [
      "the credentials are wrong",
      { clientSecret: "guessed" },
      /rejected the client's credentials \(401\)\. Check billing_issuer/,
    ],
    [
      "the issuer is unreachable",
      { issuer: "http://127.0.0.1:1/realms/onekonsole" },
      /fetch failed/,
    ],
  ])("fails if %s, without printing the secret", async (_, changes, reason) => {
    const failure = await clientTokenSource(credentials(changes))().catch(
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(Refusal);
    expect(failure).toMatchObject({ message: expect.stringMatching(reason) });
    expect(String(failure)).not.toContain("guessed");
  });

  test("fails if the discovery document names another issuer", async () => {
    const { port } = new URL(sandbox.issuer.url);
    const issuer = `http://localhost:${port}/realms/onekonsole`;
    await expect(clientTokenSource(credentials({ issuer }))()).rejects.toThrow(/issuer/);
  });
});
