import { describe, expect, test } from "vitest";
import { ConfigError, readConfig } from "./read-config.ts";

type Environment = Readonly<Record<string, string | undefined>>;

const heading = "The configuration can't be used:\n";

/** The faults of an environment, one "variable message" a line. */
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

const production: Environment = {
  NODE_ENV: "production",
  paypal_client_id: "id",
  paypal_client_secret: "secret",
  web_order_service_url: "http://localhost:8010/order",
  database_url: "postgres://billing@localhost/billing",
};

describe("without any variable", () => {
  test("a developer gets everything built in, on the loopback", () => {
    const { priceBook, ...config } = readConfig({});
    expect(config).toEqual({
      production: false,
      host: "127.0.0.1",
      port: 8030,
      paypal: null,
      webOrderUrl: null,
      databaseUrl: null,
      dataDir: ".data/postgres",
      approvalTimeoutMs: 10_800_000,
      allowedOrigins: null,
    });
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
    const more = ["served_port", "approval_timeout_seconds", "price_book", "allowed_origins"];
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
      allowed_origins: "https://console.example.org, http://localhost:5173/",
      data_dir: "/var/lib/billing",
    });
    expect(config).toEqual({
      production: true,
      host: "10.0.0.7",
      port: 9000,
      paypal: {
        clientId: "id",
        clientSecret: "secret",
        environment: "live",
        baseUrl: "https://proxy.example.org/paypal",
      },
      webOrderUrl: "http://localhost:8010/order",
      databaseUrl: "postgres://billing@localhost/billing",
      dataDir: "/var/lib/billing",
      approvalTimeoutMs: 3_600_000,
      priceBook: new Map([["JPY", prices]]),
      allowedOrigins: new Set(["https://console.example.org", "http://localhost:5173"]),
    });
  });

  test.each([
    ["served_port", "", "eight", "-1", "65536", "80.5", "0x50", " 80"],
    ["paypal_environment", "", "production", "LIVE"],
    ["paypal_base_url", "", "paypal", "ftp://paypal.example.org"],
    ["web_order_service_url", "", "localhost:8010/order", "/order"],
    ["database_url", "", "mysql://localhost/billing", "billing"],
    ["approval_timeout_seconds", "", "59", "259201", "3h", "1e4"],
    ["allowed_origins", "", "*", "console.example.org", "https://console.example.org/path", "null"],
    ["price_book", "", "{", "[]", "{}", "null", '"EUR"', '{"EUR":{}}', '{"eur":{}}'],
  ])("%s refuses what it can't mean", (name, _, ...values) => {
    for (const value of values) {
      const found = faults({ [name]: value });
      expect(found.length, value).toBeGreaterThan(0);
      for (const fault of found) expect(fault).toMatch(new RegExp(`^${name}[. ]`));
    }
  });

  test.each(["0", "1", "65535"])("served_port takes %s", (served_port) => {
    expect(readConfig({ served_port }).port).toBe(Number(served_port));
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
  test("the service listens for everybody", () => {
    expect(readConfig(production)).toMatchObject({ production: true, host: "0.0.0.0", port: 8030 });
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
  test("PayPal's credentials come together, and with web-order's address", () => {
    expect(faults({ paypal_client_id: "id" })).toEqual([
      "paypal_client_secret is required beside paypal_client_id",
    ]);
    expect(faults({ paypal_client_secret: "s" })).toEqual([
      "paypal_client_id is required beside paypal_client_secret",
    ]);
    expect(faults({ paypal_client_id: "id", paypal_client_secret: "s" })).toEqual([
      "web_order_service_url is required beside the PayPal credentials",
    ]);
  });
});

describe("a configuration with faults", () => {
  test("names all of them at once, the missing beside the wrong", () => {
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

  test("never repeats a value", () => {
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
