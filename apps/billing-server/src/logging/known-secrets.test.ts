import { expect, test } from "vitest";
import { knownSecrets } from "./known-secrets.ts";

test("PayPal's secret is known, alone and as it travels beside the id", () => {
  const basic = Buffer.from("the-id:the-secret").toString("base64").replace(/=+$/, "");
  const environment = { paypal_client_id: "the-id", paypal_client_secret: "the-secret" };
  expect(knownSecrets(environment)).toEqual(expect.arrayContaining(["the-secret", basic]));
  expect(knownSecrets(environment)).not.toContain("the-id");
});

test.each([
  ["postgres://billing:hunter2@db:5432/billing", "hunter2"],
  ["postgres://billing:p%40ss@db/billing", "p@ss"],
  ["postgres://billing:p%40ss@db/billing", "p%40ss"],
  ["postgres://billing:100%@db/billing", "100%"],
  // No URL, and a fault of the configuration; its password is one all the same.
  ["postgres://billing:p#/ss@db/billing", "p#/ss"],
  ["postgres://db/billing?user=billing&password=hunter2&sslmode=require", "hunter2"],
])("%s holds the password %s", (database_url, password) => {
  expect(knownSecrets({ database_url })).toContain(password);
});

test("a collector's password and headers are known", () => {
  const known = knownSecrets({
    otlp_endpoint: "https://billing:hunter2@collector.example.org",
    OTEL_EXPORTER_OTLP_HEADERS: "x-tenant=billing, authorization=Bearer%20abcdef",
  });
  expect(known).toEqual(expect.arrayContaining(["hunter2", "Bearer abcdef", "abcdef"]));
});

test.each([
  {},
  { database_url: "postgres://db/billing" },
  { database_url: "postgres://billing@db/billing", paypal_client_secret: "" },
])("in %j there is none", (environment) => expect(knownSecrets(environment)).toEqual([]));
