import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Sandbox, startSandbox } from "../../start-sandbox.ts";

let sandbox: Sandbox;
let sdk: string;
beforeAll(async () => {
  sandbox = await startSandbox();
  sdk = `${sandbox.paypal.url}/web-sdk/v6`;
});
afterAll(() => sandbox.close());

describe("the browser SDK", () => {
  test("is a script of its own, and every module it needs is there for any page", async () => {
    const wanted = ["core"];
    for (const name of wanted) {
      const response = await fetch(`${sdk}/${name}`);
      expect([name, response.status]).toEqual([name, 200]);
      expect(response.headers.get("content-type")).toBe("text/javascript; charset=utf-8");
      expect(response.headers.get("access-control-allow-origin")).toBe("*");
      // Imports of types are comments.
      const code = (await response.text()).replaceAll(/^\s*(\/\/|\/?\*).*$/gm, "");
      const imports = [...code.matchAll(/(?:from "\.\/|\$\{base\})([a-z-]+\.js)/g)];
      for (const [, module = ""] of imports) if (!wanted.includes(module)) wanted.push(module);
    }
    const folder = join(import.meta.dirname, "browser");
    const files = (await readdir(folder)).filter((file) => file.endsWith(".js"));
    expect(wanted.slice(1).concat("core.js").toSorted()).toEqual(files.toSorted());
  });

  test("has no other files", async () => {
    for (const name of ["core.js", "tsconfig.json", "..%2F..%2Fhandlers.ts"])
      expect((await fetch(`${sdk}/${name}`)).status).toBe(404);
  });

  test("is not there while PayPal is down", async () => {
    await sandbox.paypal.down("unavailable");
    expect((await fetch(`${sdk}/core`)).status).toBe(503);
    await sandbox.paypal.up();
  });
});

describe("the credentials of a page", () => {
  const check = async (credentials: Record<string, string>) => {
    const body = new URLSearchParams(credentials);
    return (await fetch(`${sdk}/credentials`, { method: "POST", body })).status;
  };
  const clientToken = async (): Promise<string> => {
    const { clientId, clientSecret } = sandbox.paypal;
    const basic = Buffer.from(`${clientId}:${clientSecret}`).toString("base64");
    const grant = { grant_type: "client_credentials", response_type: "client_token" };
    const response = await fetch(`${sandbox.paypal.url}/v1/oauth2/token`, {
      method: "POST",
      headers: { authorization: `Basic ${basic}` },
      body: new URLSearchParams(grant),
    });
    const { access_token, expires_in } = (await response.json()) as Record<string, string>;
    expect(expires_in).toBe(900);
    return access_token ?? "";
  };

  test("are the client id", async () => {
    expect(await check({ client_id: sandbox.paypal.clientId })).toBe(204);
    expect(await check({ client_id: "another" })).toBe(401);
    expect(await check({})).toBe(401);
  });

  test("or a client token, for 15 minutes", async () => {
    const client_token = await clientToken();
    expect(await check({ client_token })).toBe(204);
    sandbox.paypal.clock.advance(15 * 60_000);
    expect(await check({ client_token })).toBe(401);
  });

  test("do not open the REST API", async () => {
    const token = await clientToken();
    const response = await fetch(`${sandbox.paypal.url}/v2/checkout/orders/X`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(response.status).toBe(401);
  });
});
