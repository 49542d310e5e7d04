import { expect, test } from "vitest";
import { knownSecrets } from "./known-secrets.ts";

test("PayPal's secret is known, alone and combined with the id", () => {
  const basic = Buffer.from("the-id:the-secret").toString("base64").replace(/=+$/, "");
  const environment = { paypal_client_id: "the-id", paypal_client_secret: "the-secret" };
  expect(knownSecrets(environment)).toEqual(expect.arrayContaining(["the-secret", basic]));
  expect(knownSecrets(environment)).not.toContain("the-id");
});

test.each([
  ["postgres://billing:hunter-2@db:5432/billing", "hunter-2"],
  ["postgres://billing:p%40ssword@db/billing", "p@ssword"],
  ["postgres://billing:p%40ssword@db/billing", "p%40ssword"],
  ["postgres://billing:1000000%@db/billing", "1000000%"],
  // An invalid URL, which is a configuration fault; its password is a secret as well.
  ["postgres://billing:p#/ssword@db/billing", "p#/ssword"],
  ["postgres://db/billing?user=billing&password=hunter-2&sslmode=require", "hunter-2"],
])("%s holds the password %s", (database_url, password) => {
  expect(knownSecrets({ database_url })).toContain(password);
});

test("a collector's password and headers are known", () => {
  const known = knownSecrets({
    otlp_endpoint: "https://billing:hunter-2@collector.example.org",
    OTEL_EXPORTER_OTLP_HEADERS: "x-tenant=billing, authorization=Bearer%20abcdefgh",
  });
  expect(known).toEqual(expect.arrayContaining(["hunter-2", "Bearer abcdefgh", "abcdefgh"]));
});

test("a value shorter than a secret may be is left in the log, such as a collector's tenant", () => {
  const known = knownSecrets({
    paypal_client_secret: "e",
    database_url: "postgres://billing:a@db/billing",
    OTEL_EXPORTER_OTLP_HEADERS: "x-tenant=1,authorization=a-long-secret",
  });
  expect(known.filter((text) => text.length < 8)).toEqual([]);
  expect(known).toContain("a-long-secret");
});

test.each([
  {},
  { database_url: "postgres://db/billing" },
  { database_url: "postgres://billing@db/billing", paypal_client_secret: "" },
])("in %j there is none", (environment) => expect(knownSecrets(environment)).toEqual([]));

test("the secrets of endpoints and the keys of their secrets are known, also in invalid JSON", () => {
  const known = knownSecrets({
    event_endpoints: '{"sync":{"secrets":["whsec_bmV3LXNlY3JldA==","whsec_b2xkLXNlY3JldA=="',
    event_signing_key: "the-new-key-of-endpoints,the-old-key-of-endpoints",
  });
  expect(known).toEqual(
    expect.arrayContaining([
      "whsec_bmV3LXNlY3JldA==",
      "bmV3LXNlY3JldA==",
      "b2xkLXNlY3JldA==",
      "the-new-key-of-endpoints",
      "the-old-key-of-endpoints",
    ]),
  );
});
