import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Sandbox, startSandbox } from "../start-sandbox.ts";
import { PayPalCaller } from "../testing/paypal-caller.ts";

let sandbox: Sandbox;
let caller: PayPalCaller;
beforeAll(async () => {
  sandbox = await startSandbox({ clientId: "shop", clientSecret: "s3cret" });
});
beforeEach(() => {
  sandbox.paypal.revokeTokens();
  caller = new PayPalCaller(sandbox.paypal);
});
afterAll(() => sandbox.close());

describe("POST /v1/oauth2/token", () => {
  test("returns a bearer token for nine hours", async () => {
    const { status, body, headers } = await caller.login();
    expect(status).toBe(200);
    expect(body).toMatchObject({ token_type: "Bearer", expires_in: 32_400 });
    expect(headers.get("paypal-debug-id")).toMatch(/^[0-9a-f]{13}$/);
  });

  test("returns the same token with its remaining lifetime, and a new one near its end", async () => {
    const first = (await caller.login()).body;
    sandbox.paypal.clock.advance(3_600_000);
    const second = (await caller.login()).body;
    expect(second.access_token).toBe(first.access_token);
    expect(second.expires_in).toBeLessThanOrEqual(28_800);
    sandbox.paypal.clock.advance(7 * 3_600_000);
    const third = (await caller.login()).body;
    expect(third.access_token).not.toBe(first.access_token);
    expect(third.expires_in).toBe(32_400);
  });

  test("rejects wrong credentials in the OAuth shape", async () => {
    const { status, body } = await caller.login("shop:wrong");
    expect(status).toBe(401);
    expect(body).toEqual({ error: "invalid_client", error_description: expect.any(String) });
  });

  test("rejects another grant type", async () => {
    const { status, body } = await caller.login("shop:s3cret", "password");
    expect([status, body.error]).toEqual([400, "unsupported_grant_type"]);
  });
});

describe("a bearer token", () => {
  test("is valid until it expires on the sandbox's clock", async () => {
    await caller.login();
    expect((await caller.create()).status).toBe(201);
    sandbox.paypal.clock.advance(9 * 3_600_000);
    const { status, body } = await caller.create();
    expect([status, body.error]).toEqual([401, "invalid_token"]);
  });

  test("is rejected once revoked", async () => {
    await caller.login();
    sandbox.paypal.revokeTokens();
    const { status, body } = await caller.create();
    expect([status, body.error]).toEqual([401, "invalid_token"]);
  });

  test("that is missing causes the API's own error", async () => {
    const response = await fetch(`${sandbox.paypal.url}/v2/checkout/orders/X`);
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ name: "AUTHENTICATION_FAILURE" });
  });
});

test("an unknown path returns 404 in the API's error shape and is logged", async () => {
  const response = await fetch(`${sandbox.paypal.url}/v3/nothing`);
  expect(response.status).toBe(404);
  expect(await response.json()).toMatchObject({ name: "RESOURCE_NOT_FOUND" });
  expect(sandbox.paypal.requests.at(-1)).toMatchObject({ method: "GET", path: "/v3/nothing" });
});
