import { type Sandbox, startSandbox } from "@onekonsole/billing-sandbox";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { clientTokens } from "./client-token.ts";
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
const payloadOf = (token: string) =>
  JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString()) as object;

describe("a client's token", () => {
  test("is the issuer's, found by its discovery, and asked for once while it lives", async () => {
    const before = sandbox.issuer.requests.length;
    const tokens = clientTokens(credentials());
    const token = await tokens();
    expect(payloadOf(token)).toMatchObject({
      iss: sandbox.issuer.url,
      client_id: "sandbox-service",
    });
    expect(await tokens()).toBe(token);
    const asked = sandbox.issuer.requests.slice(before).map(({ path }) => path);
    expect(asked).toEqual([
      "/realms/onekonsole/.well-known/openid-configuration",
      "/realms/onekonsole/token",
    ]);
  });

  test("is asked for anew when it is about to end", async () => {
    sandbox.issuer.lifetimeSeconds = 0;
    const tokens = clientTokens(credentials());
    const first = await tokens();
    sandbox.issuer.lifetimeSeconds = 300;
    expect(await tokens()).not.toBe(first);
  });

  test.each<[string, object, RegExp]>([
    [
      "the credentials are wrong",
      { clientSecret: "guessed" },
      /does not take .*credentials \(401\)/,
    ],
    ["nobody is there", { issuer: "http://127.0.0.1:1/realms/onekonsole" }, /fetch failed/],
  ])("is not to be had where %s", async (_, changes, reason) => {
    const refused = await clientTokens(credentials(changes))().catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Refusal);
    expect(refused).toMatchObject({ message: expect.stringMatching(reason) });
    expect(String(refused)).not.toContain("guessed");
  });

  test("is not to be had from an issuer that names another one", async () => {
    const { port } = new URL(sandbox.issuer.url);
    const issuer = `http://localhost:${port}/realms/onekonsole`;
    await expect(clientTokens(credentials({ issuer }))()).rejects.toThrow(/issuer/);
  });
});
