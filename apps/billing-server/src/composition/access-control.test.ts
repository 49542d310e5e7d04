import type { Logger } from "pino";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { readConfig } from "../config/read-config.ts";
import { type DatabaseConnection, openDatabase } from "../store/database.ts";
import { createAccessControl } from "./access-control.ts";

let database: DatabaseConnection;
beforeAll(() => {
  database = openDatabase({ url: "postgres://user@127.0.0.1:1/none" });
});
afterAll(() => database.close());

/** The access control for these settings, with the warnings at startup. */
function startWith(environment: Readonly<Record<string, string>>) {
  const warn = vi.fn<(text: string) => void>();
  const config = readConfig(environment);
  const accessControl = createAccessControl({
    config,
    pool: database.pool,
    log: { warn } as unknown as Logger,
  });
  return { accessControl, warnings: warn.mock.calls.map(([text]) => text.split(":")[0]) };
}

// Its keys are fetched at startup, from a port without a listener.
const issuer = { oidc_issuer: "http://127.0.0.1:1/realms/x", oidc_audience: "web-billing" };

describe("access control", () => {
  test("logs one warning for each check that is left to the ingress", async () => {
    const { accessControl, warnings } = startWith({});
    expect(warnings).toEqual(["oidc_issuer is not set", "trusted_proxy_hops is not set"]);
    const { authenticator } = accessControl.authenticationAndLimits;
    for (const header of [undefined, "Bearer garbage"])
      expect(await authenticator.authenticate(header)).toEqual({ kind: "ingress" });
  });

  test("with an issuer and the number of proxies configured logs no warning", async () => {
    const { accessControl, warnings } = startWith({ ...issuer, trusted_proxy_hops: "0" });
    expect(warnings).toEqual([]);
    expect(accessControl.trustedProxyHops).toBe(0);
    const { authenticator } = accessControl.authenticationAndLimits;
    for (const header of [undefined, "Bearer garbage"])
      await expect(authenticator.authenticate(header)).rejects.toMatchObject({
        code: "unauthenticated",
      });
  });

  test("limits users, services and addresses separately", async () => {
    const limits = {
      rate_limit_per_user: "1",
      rate_limit_per_service: "3",
      rate_limit_per_address: "2",
    };
    const { perUser, perService, perAddress } =
      startWith(limits).accessControl.authenticationAndLimits;
    const take = async (limit: typeof perUser | typeof perAddress) => limit.take("203.0.113.7");
    for (const [limit, turns] of [
      [perUser, 1],
      [perService, 3],
      [perAddress, 2],
    ] as const) {
      for (let turn = 0; turn < turns; turn += 1) expect(await take(limit)).toBeNull();
      expect(await take(limit)).toBeGreaterThan(0);
    }
  });
});
