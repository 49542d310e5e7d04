import { billingCommand } from "@onekonsole/billing-testkit/server/billing-command";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type OperatorSession, startOperatorSession } from "./operator-session.ts";

let session: OperatorSession;
beforeAll(async () => {
  session = await startOperatorSession();
});
afterAll(() => session.environment[Symbol.asyncDispose]());

describe("a caller that is not an operator", () => {
  test("is rejected, and the order is unchanged", async () => {
    const orderId = await session.heldPayment("not-permitted");
    const { issuer } = session.environment.sandbox;
    const refund = ["refund", orderId, "--why", "it is mine", "--yes"];
    const [user, service, forger, anonymous] = await Promise.all([
      billingCommand(session.at(await issuer.tokenFor(issuer.users[0].id)), ...refund),
      billingCommand(session.at(await issuer.serviceToken()), ...refund),
      billingCommand(session.at(await issuer.forgedToken("foreign_key")), ...refund),
      billingCommand({ billing_url: session.server.url }, ...refund),
    ]);
    for (const { exitCode, stdout, stderr } of [user, service]) {
      expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
      expect(stderr).toMatch(/\(forbidden, request \S+\)\n$/);
    }
    expect(forger.exitCode).toBe(1);
    expect(forger.stderr).toMatch(/\(unauthenticated, request \S+\)\n$/);
    expect(anonymous.exitCode).toBe(2);
    expect(anonymous.stderr).toMatch(/^billing_token is not set/);
    expect(await session.shown(orderId)).toMatchObject({ state: "needs_attention", refunds: [] });
  });

  test("gets the reason if the operator API is disabled: no issuer", async () => {
    const trustsTheIngress = await session.environment.startServer();
    const settings = { billing_url: trustsTheIngress.url, billing_token: "whatever" };
    const { exitCode, stderr } = await billingCommand(settings, "orders");
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/no oidc_issuer.*\(not_found, request \S+\)\n$/);
  });
});

test("client credentials are accepted if the client has the operator role", async () => {
  const { issuer } = session.environment.sandbox;
  const role = { oidc_operator_role: "billing-service", oidc_service_role: "nobodys" };
  const other = await session.environment.startServer({ ...session.trusting(), ...role });
  const client = {
    billing_url: other.url,
    billing_issuer: issuer.url,
    billing_client_id: issuer.clientId,
    billing_client_secret: issuer.clientSecret,
  };
  const { exitCode, stdout, stderr } = await billingCommand(client, "orders", "--json");
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  expect(JSON.parse(stdout)).toHaveProperty("orders");
});
