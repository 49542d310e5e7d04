import { startSandbox } from "@onekonsole/billing-sandbox";
import { expect, test } from "vitest";
import { billingUrl, credentials, issuerUrl } from "../../examples/environment.ts";
import { choosePorts } from "./choose-ports.ts";
import { serverSettings } from "./server-settings.ts";

test("the examples find the service, the issuer and its service by default", async () => {
  await using sandbox = await startSandbox();
  const { billing, issuer } = await choosePorts({});
  expect(billingUrl).toBe(`http://127.0.0.1:${billing.preferred}`);
  const { pathname } = new URL(sandbox.issuer.url);
  expect(issuerUrl).toBe(`http://127.0.0.1:${issuer.preferred}${pathname}`);

  const { tokenUrl, clientId, clientSecret } = credentials;
  const response = await fetch(tokenUrl.replace(issuerUrl, sandbox.issuer.url), {
    method: "POST",
    headers: { authorization: `Basic ${btoa(`${clientId}:${clientSecret}`)}` },
    body: new URLSearchParams({ grant_type: "client_credentials" }),
  });
  expect(response.status).toBe(200);
});

test("operators can add endpoints: the server has a signing key", async () => {
  await using sandbox = await startSandbox();
  const settings = serverSettings(sandbox, { databaseUrl: "postgres://x", port: 1 });
  expect(settings.event_signing_key.length).toBeGreaterThanOrEqual(32);
});
