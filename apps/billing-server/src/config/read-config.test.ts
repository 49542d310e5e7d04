import { rootCertificates } from "node:tls";
import { describe, expect, test } from "vitest";
import { ConfigError, readConfig } from "./read-config.ts";
import { sampleSeller } from "./seller.ts";

type Environment = Readonly<Record<string, string | undefined>>;

const heading = "The configuration is invalid:\n";

/** The faults of an environment, one "variable message" per line. */
function faults(environment: Environment): string[] {
  try {
    readConfig(environment);
  } catch (error) {
    if (!(error instanceof ConfigError) || !error.message.startsWith(heading)) throw error;
    const lines = error.message.slice(heading.length).split("\n");
    return lines.map((line) => line.trim());
  }
  return [];
}

const credentials: Environment = {
  paypal_client_id: "id",
  paypal_client_secret: "shop-secret",
  web_order_service_url: "http://localhost:8010/order",
};

const somePrices = {
  basic: 20,
  img_storage_price_unit: 1,
  monitoring_option: 5,
  monitoring_storage_price_unit: 1,
  alerting_option: 5,
};

const trusting: Environment = {
  oidc_issuer: "https://login.example.org/realms/onekonsole",
  oidc_audience: "web-billing",
};

const secrets = ["new ", "old "].map(
  (name) => `whsec_${Buffer.from(name.repeat(8)).toString("base64")}`,
);

const endpoints = (...faulty: object[]): string[] =>
  faulty.map((it) =>
    JSON.stringify({ sync: { url: "https://a.example.org/", secrets: secrets.slice(1), ...it } }),
  );

const production: Environment = {
  NODE_ENV: "production",
  ...credentials,
  database_url: "postgres://billing@localhost/billing",
};

describe("without any variable", () => {
  test("a developer gets all built-in services, on loopback", () => {
    const { priceBook, vat, seller, receiptRules, ...config } = readConfig({});
    expect(config).toEqual({
      isProduction: false,
      host: "127.0.0.1",
      port: 8030,
      paypal: null,
      webOrderUrl: null,
      databaseUrl: null,
      dataDir: ".data/postgres",
      approvalTimeoutMs: 10_800_000,
      duplicateWindowMs: 600_000,
      openOrdersPerUser: 50,
      eventEndpoints: { configured: new Map(), signingKeys: [], networks: [] },
      eventRetentionMs: 7_776_000_000,
      webhook: null,
      oidc: null,
      trustedProxyHops: null,
      rateLimits: { perUser: 120, perService: 1200, perAddress: 600 },
      logLevel: "info",
      otlpEndpoint: null,
      allowedOrigins: null,
    });
    expect([vat.rate, seller]).toEqual(["20", sampleSeller]);
    expect(receiptRules).toEqual({ seller, vat });
    expect([...priceBook.keys()]).toEqual(["USD", "EUR"]);
    expect(priceBook.get("EUR")).toEqual({
      basic: 20,
      img_storage_price_unit: 1,
      monitoring_option: 5,
      monitoring_storage_price_unit: 1,
      alerting_option: 5,
    });
  });

  test("an empty string counts as not set", () => {
    const names = Object.keys(production).filter((name) => name !== "NODE_ENV");
    const more = [
      "served_port",
      "approval_timeout_seconds",
      "duplicate_window_seconds",
      "open_orders_per_user",
      "event_endpoints",
      "event_signing_key",
      "event_networks",
      "event_retention_days",
      "price_book",
      "vat_rules",
      "seller",
      "receipts",
      "allowed_origins",
      "paypal_base_url",
      "paypal_environment",
      "paypal_webhook_id",
      "paypal_webhook_verification",
      "paypal_webhook_issuer",
      "oidc_issuer",
      "oidc_audience",
      "oidc_jwks_url",
      "oidc_roles_claim",
      "oidc_operator_role",
      "oidc_service_role",
      "trusted_proxy_hops",
      "rate_limit_per_user",
      "rate_limit_per_service",
      "rate_limit_per_address",
      "log_level",
      "otlp_endpoint",
    ];
    const empty = Object.fromEntries([...names, ...more].map((name) => [name, ""]));
    expect(readConfig(empty)).toEqual(readConfig({}));
  });
});

describe("every variable", () => {
  test("is read", () => {
    const prices = {
      basic: 3000,
      img_storage_price_unit: 100,
      monitoring_option: 700,
      monitoring_storage_price_unit: 100,
      alerting_option: 700,
    };
    const config = readConfig({
      ...production,
      served_host: "10.0.0.7",
      served_port: "9000",
      paypal_environment: "live",
      paypal_base_url: "https://proxy.example.org/paypal",
      approval_timeout_seconds: "3600",
      price_book: JSON.stringify({ JPY: prices }),
      vat_rules: '{"country":"LU","rate":"17","included":false}',
      seller: '{"name":"Example","address":["1 rue"],"email":"a@example.org"}',
      receipts: "off",
      allowed_origins: "https://console.example.org, http://localhost:5173/",
      data_dir: "/var/lib/billing",
      duplicate_window_seconds: "0",
      open_orders_per_user: "3",
      event_endpoints: JSON.stringify({ sync: { url: "https://a.example.org/hooks", secrets } }),
      event_signing_key: `${"n".repeat(32)},${"o".repeat(32)}`,
      event_networks: "10.96.0.0/12, fd00::/8",
      event_retention_days: "7",
      paypal_webhook_id: "WH-SUBSCRIPTION",
      paypal_webhook_verification: "online",
      oidc_issuer: "https://login.example.org/realms/onekonsole",
      oidc_audience: "web-billing",
      oidc_jwks_url: "https://keys.example.org/jwks",
      oidc_roles_claim: "https://example.org/roles",
      oidc_operator_role: "money-desk",
      oidc_service_role: "machine",
      trusted_proxy_hops: "2",
      rate_limit_per_user: "7",
      rate_limit_per_service: "700",
      rate_limit_per_address: "70",
      log_level: "warn",
      otlp_endpoint: "http://collector:4318",
    });
    expect(config).toEqual({
      isProduction: true,
      host: "10.0.0.7",
      port: 9000,
      paypal: {
        clientId: "id",
        clientSecret: "shop-secret",
        environment: "live",
        baseUrl: "https://proxy.example.org/paypal",
      },
      webOrderUrl: "http://localhost:8010/order",
      databaseUrl: "postgres://billing@localhost/billing",
      dataDir: "/var/lib/billing",
      approvalTimeoutMs: 3_600_000,
      duplicateWindowMs: 0,
      openOrdersPerUser: 3,
      eventEndpoints: {
        configured: new Map([
          ["sync", { url: "https://a.example.org/hooks", secrets, types: null }],
        ]),
        signingKeys: ["n".repeat(32), "o".repeat(32)],
        networks: ["10.96.0.0/12", "fd00::/8"],
      },
      eventRetentionMs: 604_800_000,
      webhook: { id: "WH-SUBSCRIPTION", issuer: undefined, isOnlineRequested: true },
      oidc: {
        issuer: "https://login.example.org/realms/onekonsole",
        audience: "web-billing",
        jwksUrl: "https://keys.example.org/jwks",
        rolesClaim: {
          name: "https://example.org/roles",
          path: ["https://example", "org/roles"],
        },
        operatorRole: "money-desk",
        serviceRole: "machine",
      },
      trustedProxyHops: 2,
      rateLimits: { perUser: 7, perService: 700, perAddress: 70 },
      logLevel: "warn",
      otlpEndpoint: "http://collector:4318",
      priceBook: new Map([["JPY", prices]]),
      vat: { country: "LU", rate: "17", included: false, reason: null },
      seller: {
        name: "Example",
        address: ["1 rue"],
        siren: null,
        vat_id: null,
        email: "a@example.org",
        terms_url: null,
      },
      receiptRules: null,
      allowedOrigins: new Set(["https://console.example.org", "http://localhost:5173"]),
    });
  });

  test.each([
    ["NODE_ENV", "", "Production", "PRODUCTION", "prod", " production ", "production\n", "staging"],
    ["served_host", "", "localhost:8030", "http://localhost", "[::1]", "two names", " "],
    ["served_port", "", "eight", "-1", "65536", "80.5", "0x50", " 80", "9".repeat(30)],
    ["paypal_client_id", "", " id", "id\n", " "],
    ["paypal_client_secret", "", "s", "seven77", "shop-secret\n", "shop secret", "shöp-secret"],
    ["paypal_webhook_id", "", "WH-1\n", " WH-1"],
    ["paypal_environment", "", "production", "LIVE"],
    ["paypal_base_url", "", "paypal", "ftp://paypal.example.org", "https://a:b@paypal.example.org"],
    ["web_order_service_url", "", "localhost:8010/order", "/order", "http://user:password@a/order"],
    ["database_url", "", "mysql://localhost/billing", "billing"],
    ["approval_timeout_seconds", "", "59", "259201", "3h", "1e4"],
    ["duplicate_window_seconds", "", "-1", "31536001", "10m", "0.5"],
    ["paypal_webhook_verification", "", "none", "Offline"],
    ["otlp_endpoint", "", "collector:4318", "http://collector:4318/v1/traces/"],
    [
      "allowed_origins",
      "",
      ",",
      " ",
      "*",
      "console.example.org",
      "https://console.example.org/path",
      "https://console.example.org?",
      "https://user@console.example.org",
      "ftp://console.example.org",
      "https:console.example.org",
      "null",
    ],
    ["oidc_issuer", "", "login.example.org", "ftp://login.example.org", "/realms/onekonsole"],
    ["oidc_jwks_url", "", "keys", "file:///etc/keys", "https://a@keys.example.org"],
    ["oidc_audience", "", "web-billing\n", " web-billing"],
    ["oidc_operator_role", "", " operator", "operator\n"],
    ["oidc_service_role", "", " service", "service\n"],
    ["trusted_proxy_hops", "", "-1", "11", "1.5", "one", "true"],
    ["event_retention_days", "", "0", "3651", "forever"],
    ["open_orders_per_user", "", "0", "-1", "1000001", "1e3", "unlimited"],
    ["event_endpoints", "", "{", "[]", '"whsec_AAAA"', '{"sync":7}', '{"sync":{}}'],
    ["event_endpoints", "", '{"Sync":{}}', '{"ep-1":{}}', `{"${secrets[0]}":{}}`],
    [
      "event_endpoints",
      "",
      ...endpoints(
        { url: "http://a.example.org/" },
        { url: "https://user@a.example.org/" },
        { url: "ftp://a.svc/" },
        { secrets: [] },
        { secrets: [...secrets, ...secrets] },
        { secrets: ["whsec_AAAA"] },
        { secrets: ["hunter2"] },
        { types: [] },
        { types: ["hunter2"] },
        { hunter2: 1 },
      ),
    ],
    ["event_signing_key", "", "too-short", `${"a".repeat(32)},`, `${"a".repeat(40)} `],
    ["event_networks", "", ",", "10.0.0.0", "10.0.0.0/33", "fd00::/129", "a.example.org/8", "::/x"],
    ["rate_limit_per_user", "", "0", "-1", "1000001", "1e3", "unlimited"],
    ["rate_limit_per_service", "", "0", "1000001", "1.5"],
    ["rate_limit_per_address", "", "0", "1000001", "10/min"],
    ["log_level", "", "WARN", "verbose", "30"],
    ["price_book", "", "{", "[]", "{}", "null", '"EUR"', '{"EUR":{}}', '{"eur":{}}', '{"XXX":{}}'],
    ["receipts", "", "ON", "true", "yes"],
    ["vat_rules", "", "{", "[]", "{}", "20", '{"country":"France","rate":20,"included":1}'],
    ["vat_rules", "", '{"country":"FR","rate":"-1"}', '{"country":"FR","rate":"0.00"}'],
    ["vat_rules", "", '{"country":"FR","rate":"20","reason":""}'],
    ["vat_rules", "", '{"country":"FR","rate":"20","reason":{"en":"None"}}'],
    ["vat_rules", "", '{"country":"FR","rate":"20","hunter2":1}'],
    ["vat_rules", "", '{"country":"FR","rate":"0","reason":"A\\u0000B"}'],
    ["vat_rules", "", '{"country":"FR","rate":"0","reason":{"en":"A","fr":"A\\udc00"}}'],
    ["seller", "", '{"name":"東京","address":["1"],"email":"a@example.org"}'],
    ["seller", "", '{"name":"E\\ud800","address":["1\\u00002"],"email":"a@example.org"}'],
    [
      "seller",
      "",
      '{"name":"E","address":["1"],"email":"a@example.org","terms_url":"https://example.org/\\u0000"}',
      '{"name":"E","address":["1"],"email":"a@example.org","terms_url":"https://example.org/\\ud800"}',
    ],
    ["seller", "", "{", "{}", '{"name":"","address":[],"email":"me","siren":1,"terms_url":"x"}'],
    ["seller", "", '{"name":"E","address":[7],"email":"a@example.org","vat_id":"FR 1"}'],
  ])("%s rejects invalid values", (name, _, ...values) => {
    for (const value of values) {
      const found = faults({ ...credentials, ...trusting, [name]: value });
      expect(found.length, value).toBeGreaterThan(0);
      for (const fault of found) {
        expect(fault).toMatch(new RegExp(`^${name}(?:\\.\\w+)* (?:must|is|has|holds) `));
        // zod's own messages state no rule.
        expect(fault).not.toMatch(/invalid|expected|received|too (?:big|small)/i);
      }
      expect(new Set(found).size, value).toBe(found.length);
    }
  });

  test("a URL may have a line break at its end, as in a Secret created from a file", () => {
    const urls = { web_order_service_url: "http://localhost:8010/order\n" };
    const database_url = "postgres://billing@localhost/billing\n";
    expect(readConfig({ ...production, ...urls, database_url })).toMatchObject({
      webOrderUrl: "http://localhost:8010/order",
      databaseUrl: "postgres://billing@localhost/billing",
    });
  });

  test.each(["0", "1", "65535"])("served_port accepts %s", (served_port) => {
    expect(readConfig({ served_port }).port).toBe(Number(served_port));
  });

  test("a currency is named, unless it may be a secret, and a price has its rule", () => {
    const EUR = { ...somePrices, basic: 99_999_999_999, monitoring_storage_price_unit: 1_000_001 };
    const book = { EUR, XAF: somePrices, eur: somePrices, hunter2: somePrices, USD: 7 };
    const faulty = faults({ price_book: JSON.stringify(book) });
    const known = "is not a currency that PayPal accepts: AUD, BRL,";
    expect(faulty).toEqual([
      "price_book.EUR.basic must be at most 1000000000",
      "price_book.EUR.monitoring_storage_price_unit must be at most 1000000",
      expect.stringContaining(`price_book.XAF ${known}`),
      expect.stringContaining(`price_book.eur ${known}`),
      expect.stringContaining(`price_book has a key that ${known}`),
      "price_book.USD must be an object of prices",
    ]);
    expect(faulty.join()).not.toContain("hunter2");
  });

  test("a price that is missing, fractional or negative is named", () => {
    const EUR = { basic: 19.99, img_storage_price_unit: -1, monitoring_option: "5" };
    expect(faults({ price_book: JSON.stringify({ EUR }) })).toEqual([
      "price_book.EUR.basic must be a whole number",
      "price_book.EUR.img_storage_price_unit must not be negative",
      "price_book.EUR.monitoring_option must be a whole number",
      "price_book.EUR.monitoring_storage_price_unit is required",
      "price_book.EUR.alerting_option is required",
    ]);
  });
});

describe("in production", () => {
  test("the service listens on all interfaces", () => {
    expect(readConfig(production)).toMatchObject({ host: "0.0.0.0", port: 8030 });
  });

  test("nothing is built in", () => {
    expect(faults({ NODE_ENV: "production" })).toEqual([
      "paypal_client_id is required in production",
      "paypal_client_secret is required in production",
      "database_url is required in production",
    ]);
  });

  test.each(["paypal_client_id", "paypal_client_secret", "web_order_service_url", "database_url"])(
    "%s is required",
    (name) => {
      const found = faults({ ...production, [name]: undefined });
      expect(found).toHaveLength(1);
      expect(found[0]).toMatch(new RegExp(`^${name} is required`));
    },
  );
});

describe("outside production", () => {
  test("PayPal's credentials are required together, with web-order's URL", () => {
    expect(faults({ paypal_client_id: "id" })).toEqual([
      "paypal_client_secret is required beside paypal_client_id",
    ]);
    expect(faults({ paypal_client_secret: "shop-secret" })).toEqual([
      "paypal_client_id is required beside paypal_client_secret",
    ]);
    expect(faults({ paypal_client_id: "id", paypal_client_secret: "shop-secret" })).toEqual([
      "web_order_service_url is required beside the PayPal credentials",
    ]);
  });
});

describe("a price book", () => {
  const prices = {
    basic: 20,
    img_storage_price_unit: 0,
    monitoring_option: 0,
    monitoring_storage_price_unit: 0,
    alerting_option: 0,
  };
  const withPriceBook = (book: object) => ({ price_book: JSON.stringify(book) });

  test.each(["EUR", "JPY", "HUF", "TWD"])("may be in %s", (currency) => {
    expect([...readConfig(withPriceBook({ [currency]: prices })).priceBook.keys()]).toEqual([
      currency,
    ]);
  });

  test("in a currency that PayPal does not accept is rejected at startup", () => {
    expect(faults(withPriceBook({ EUR: prices, XAF: prices })).join()).toMatch(/^price_book\b/);
  });

  test("must give the smallest order a price above zero", () => {
    expect(faults(withPriceBook({ EUR: { ...prices, basic: 0 } }))).toEqual([
      "price_book.EUR must give the smallest order a price above zero",
    ]);
    const { priceBook } = readConfig(
      withPriceBook({ EUR: { ...prices, basic: 0, img_storage_price_unit: 1 } }),
    );
    expect(priceBook.size).toBe(1);
  });
});

describe("VAT and seller", () => {
  const seller = { name: "Example SAS", address: ["1 rue"], email: "a@example.org" };
  const withSeller = { seller: JSON.stringify(seller) };

  test("a configuration of an earlier release has the VAT of France and no receipts", () => {
    const { vat, seller: none, receiptRules } = readConfig(production);
    expect(vat).toEqual({ country: "FR", rate: "20", included: true, reason: null });
    expect([none, receiptRules]).toEqual([null, null]);
  });

  test("a seller in production gets receipts, unless they are off", () => {
    const config = readConfig({ ...production, ...withSeller });
    expect(config.seller).toEqual({ ...seller, siren: null, vat_id: null, terms_url: null });
    expect(config.receiptRules).toEqual({ seller: config.seller, vat: config.vat });
    expect(readConfig({ ...production, ...withSeller, receipts: "off" }).receiptRules).toBeNull();
  });

  test("receipts need a seller in production and with live money, elsewhere a sample sells", () => {
    expect(faults({ ...production, receipts: "on" })).toEqual([
      "seller is required beside receipts=on",
    ]);
    const live = { ...credentials, paypal_environment: "live", database_url: "postgres://x/y" };
    expect(faults({ ...live, receipts: "on" })).toEqual(["seller is required beside receipts=on"]);
    expect(readConfig(live).receiptRules).toBeNull();
    const { seller: sample, receiptRules } = readConfig({});
    expect(sample?.name).toMatch(/sample/i);
    expect(receiptRules?.seller).toBe(sample);
  });

  test("a reason is one text, or one for each language", () => {
    const read = (reason: unknown) =>
      readConfig({ vat_rules: JSON.stringify({ country: "FR", rate: "0", reason }) }).vat;
    expect(read("Article 293 B").reason).toEqual({ en: "Article 293 B", fr: "Article 293 B" });
    const both = { en: "No VAT", fr: "TVA non applicable" };
    expect(read(both)).toEqual({ country: "FR", rate: "0", included: true, reason: both });
  });
});

describe("live money", () => {
  const live = { ...credentials, paypal_environment: "live" };

  test("requires a persistent database, also outside production", () => {
    expect(faults(live)).toEqual(["database_url is required with live money"]);
    expect(faults({ ...live, database_url: "postgres://billing@localhost/billing" })).toEqual([]);
  });
});

describe("PayPal's address and environment", () => {
  test.each([{ paypal_base_url: "http://localhost:9000" }, { paypal_environment: "sandbox" }])(
    "have no effect without credentials: %o",
    (environment) => {
      expect(faults(environment)).toEqual([
        "paypal_client_id is required beside paypal_base_url and paypal_environment",
      ]);
      expect(faults({ ...credentials, ...environment })).toEqual([]);
    },
  );
});

describe("PayPal's secret", () => {
  const unsafe = "paypal_base_url must be https in production, or in the cluster";

  test("is not sent unencrypted in production", () => {
    const paypal_base_url = "http://proxy.example.org/paypal";
    expect(faults({ ...production, paypal_base_url })).toEqual([unsafe]);
    expect(faults({ ...credentials, paypal_base_url })).toEqual([]);
    const inDisguise = "http://api-m.paypal.com.svc@proxy.example.org";
    expect(faults({ ...production, paypal_base_url: inDisguise })).toContain(unsafe);
  });

  test.each(["http://localhost:9000", "http://egress.proxy.svc:8080", "https://proxy.example.org"])(
    "may be sent in production to %s",
    (paypal_base_url) => {
      expect(faults({ ...production, paypal_base_url })).toEqual([]);
    },
  );

  test.each([
    ["live", "https://api-m.sandbox.paypal.com", "sandbox"],
    ["sandbox", "https://api-m.paypal.com", "live"],
    [undefined, "https://api.paypal.com/", "live"],
  ])("of the environment %s is not sent to %s", (paypal_environment, paypal_base_url, whose) => {
    expect(faults({ ...production, paypal_environment, paypal_base_url })).toEqual([
      `paypal_base_url is ${whose} PayPal's, unlike paypal_environment`,
    ]);
  });

  test.each([
    ["live", "https://api-m.paypal.com"],
    ["sandbox", "https://api-m.sandbox.paypal.com"],
    ["live", "https://sandbox.paypal.com.example.org"],
  ])("of the environment %s may be sent to %s", (paypal_environment, paypal_base_url) => {
    expect(faults({ ...production, paypal_environment, paypal_base_url })).toEqual([]);
  });
});

describe("where the service listens", () => {
  test.each<[string, Environment, string]>([
    ["development: loopback only", {}, "127.0.0.1"],
    ["production: all interfaces", production, "0.0.0.0"],
    ["with credentials: all interfaces", credentials, "0.0.0.0"],
    ["served_host takes precedence", { ...credentials, served_host: "::1" }, "::1"],
  ])("%s", (_, environment, host) => {
    expect(readConfig(environment).host).toBe(host);
  });
});

describe("PayPal's webhooks", () => {
  const [issuer = ""] = rootCertificates;
  const simulator = { ...credentials, paypal_base_url: "http://localhost:9000" };
  const simulatorOnly =
    "paypal_webhook_issuer is for simulators only: it needs paypal_base_url, outside production";

  test.each([
    [undefined, false],
    ["offline", false],
    ["online", true],
  ])("are verified locally, whatever was configured: %s", (verification, isOnlineRequested) => {
    const named = { paypal_webhook_id: "WH-1", paypal_webhook_verification: verification };
    expect(readConfig({ ...production, ...named }).webhook).toEqual({
      id: "WH-1",
      issuer: undefined,
      isOnlineRequested,
    });
  });

  test("may be signed by a simulator's configured issuer", () => {
    const named = { ...simulator, paypal_webhook_id: "WH-1", paypal_webhook_issuer: issuer };
    expect(readConfig(named).webhook?.issuer).toBe(issuer);
  });

  test("are never signed by another issuer with live money, or in production", () => {
    expect(faults({ ...credentials, paypal_webhook_issuer: issuer })).toEqual([simulatorOnly]);
    const proxied = { ...production, paypal_base_url: "https://proxy.example.org" };
    expect(faults({ ...proxied, paypal_webhook_issuer: issuer })).toEqual([simulatorOnly]);
  });

  test("cannot be verified with an invalid certificate", () => {
    const cut = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";
    for (const paypal_webhook_issuer of ["/etc/ca.pem", cut, "MIIB"])
      expect(faults({ ...simulator, paypal_webhook_issuer })).toEqual([
        "paypal_webhook_issuer must be a certificate as PEM",
      ]);
  });
});

describe("a configuration with faults", () => {
  test("is rejected with all of them at once, missing and invalid", () => {
    const environment = {
      NODE_ENV: "production",
      served_port: "http",
      paypal_client_id: "id",
      paypal_environment: "prod",
      approval_timeout_seconds: "soon",
    };
    const variables = faults(environment).map((fault) => fault.split(" ")[0] ?? "");
    expect(new Set(variables)).toEqual(
      new Set([
        "approval_timeout_seconds",
        "database_url",
        "paypal_client_secret",
        "paypal_environment",
        "served_port",
      ]),
    );
  });

  test("is rejected without any value", () => {
    const secret = "hunter2";
    const environment = {
      NODE_ENV: "production",
      served_port: secret,
      paypal_client_secret: secret,
      paypal_environment: secret,
      paypal_base_url: `ftp://${secret}@paypal.example.org`,
      web_order_service_url: secret,
      database_url: `mysql://billing:${secret}@localhost/billing`,
      approval_timeout_seconds: secret,
      price_book: `{"EUR":"${secret}"}`,
      allowed_origins: secret,
    };
    expect(faults(environment).length).toBeGreaterThanOrEqual(8);
    expect(faults(environment).join("\n")).not.toContain(secret);
  });
});

describe("allowed origins", () => {
  test.each([
    ["https://bücher.example", "https://xn--bcher-kva.example"],
    ["https://xn--bcher-kva.example", "https://xn--bcher-kva.example"],
    ["HTTPS://Console.Example.org/", "https://console.example.org"],
    ["https://console.example.org:443", "https://console.example.org"],
    ["http://localhost:5173", "http://localhost:5173"],
  ])("%s is normalized to the form of browsers", (text, origin) => {
    expect(readConfig({ allowed_origins: text }).allowedOrigins).toEqual(new Set([origin]));
  });
});

describe("tokens", () => {
  test("have Keycloak's shape by default", () => {
    expect(readConfig(trusting).oidc).toEqual({
      issuer: "https://login.example.org/realms/onekonsole",
      audience: "web-billing",
      jwksUrl: undefined,
      rolesClaim: { name: "realm_access.roles", path: ["realm_access", "roles"] },
      operatorRole: "billing-operator",
      serviceRole: "billing-service",
    });
  });

  test("require both an issuer and an audience", () => {
    expect(faults({ oidc_issuer: trusting["oidc_issuer"] })).toEqual([
      "oidc_audience is required beside oidc_issuer",
    ]);
    for (const alone of [{ oidc_audience: "a" }, { oidc_jwks_url: "https://keys.example.org" }])
      expect(faults(alone)).toEqual([
        "oidc_issuer is required beside oidc_audience and oidc_jwks_url",
      ]);
  });

  test.each([
    "http://login.example.org/realms/onekonsole",
    "http://login.svc.example.org",
    "http://localhost.example.org",
    "http://127.0.0.1.example.org",
    "HTTP://login.example.org",
  ])("require https outside the cluster in production: %s", (url) => {
    expect(faults({ ...production, ...trusting, oidc_issuer: url })).toEqual([
      "oidc_issuer must be https in production, or in the cluster",
    ]);
    expect(faults({ ...production, ...trusting, oidc_jwks_url: url })).toEqual([
      "oidc_jwks_url must be https in production, or in the cluster",
    ]);
    expect(faults({ ...trusting, oidc_issuer: url })).toEqual([]);
  });

  test.each([
    "http://keycloak.auth.svc.cluster.local/realms/onekonsole",
    "http://keycloak.auth.svc:8080/realms/onekonsole",
    "http://localhost:8080/realms/onekonsole",
    "https://login.example.org",
  ])("may be fetched in production from %s", (url) => {
    const both = { ...trusting, oidc_issuer: url, oidc_jwks_url: url };
    expect(faults({ ...production, ...both })).toEqual([]);
  });
});

test("zero and one trusted proxy differ from an unset number", () => {
  const readHops = (trusted_proxy_hops: string) =>
    readConfig({ trusted_proxy_hops }).trustedProxyHops;
  expect(["", "0", "1", "10"].map(readHops)).toEqual([null, 0, 1, 10]);
});

describe("an endpoint of outgoing webhooks", () => {
  test("a fault names the endpoint and the field, and repeats no value", () => {
    const found = faults({
      event_endpoints: JSON.stringify({
        sync: { url: "http://hunter2.example.org/", secrets: ["hunter2"] },
        [secrets[0] ?? ""]: { url: "https://a.example.org/", secrets },
      }),
    });
    expect(found).toEqual([
      expect.stringMatching(/^event_endpoints\.sync\.url must be an https URL/),
      expect.stringMatching(/^event_endpoints\.sync\.secrets\.0 must be a secret/),
      expect.stringMatching(/^event_endpoints has a name that/),
    ]);
    expect(found.join()).not.toMatch(/hunter2|whsec_bmV3/);
  });

  test.each(["http://sync.orders.svc/hooks", "http://sync.orders.svc.cluster.local:8080/hooks"])(
    "may be without TLS in the cluster: %s",
    (url) => {
      const [text] = endpoints({ url });
      const { eventEndpoints } = readConfig({ ...production, event_endpoints: text });
      expect(eventEndpoints.configured.get("sync")?.url).toBe(url);
    },
  );
});
