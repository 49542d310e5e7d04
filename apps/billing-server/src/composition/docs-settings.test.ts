import { expect, test } from "vitest";
import { readConfig } from "../config/read-config.ts";
import { docsSettings } from "./docs-settings.ts";

const account = {
  paypal_client_id: "id",
  paypal_client_secret: "secret-of-the-account",
  web_order_service_url: "http://web-order/order",
  database_url: "postgres://billing@database/billing",
};
const issuer = "https://sso.example.org/realms/onekonsole";

test.each([
  ["in development", {}, true],
  ["beside PayPal's sandbox", account, true],
  ["with live money", { ...account, paypal_environment: "live" }, false],
  ["in production", { ...account, NODE_ENV: "production" }, false],
])("requests can be sent from the page: %s", (_, environment, canTry) => {
  expect(docsSettings(readConfig(environment))).toEqual({ canTry, issuer: null });
});

test("the page has the address of the issuer", () => {
  const config = readConfig({ oidc_issuer: issuer, oidc_audience: "billing" });
  expect(docsSettings(config).issuer).toBe(issuer);
});
