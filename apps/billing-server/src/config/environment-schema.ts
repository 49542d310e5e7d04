import { paypalCurrencies, pricesSchema } from "@onekonsole/billing-contract";
import { z } from "zod";
import { faultsOfAddresses } from "./address-faults.ts";

// An unset variable of a chart often arrives as an empty string.
const absent = (value: unknown) => (value === "" ? undefined : value);
const optional = <T extends z.ZodType>(schema: T) => z.preprocess(absent, schema.optional());

const httpUrl = () => z.url({ protocol: /^https?$/, error: "must be an http or https URL" });

const wholeNumber = (min: number, max: number) => {
  const rule = `must be a whole number from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d+$/, rule)
    .transform(Number)
    .pipe(z.int().min(min, rule).max(max, rule));
};

/** A PostgreSQL server's address. */
export const postgresUrl = z.url({
  protocol: /^postgres(ql)?$/,
  error: "must be a postgres:// URL",
});

const originList = z.string().transform((text, context) =>
  text
    .split(/[\s,]+/)
    .filter(Boolean)
    .map((entry) => {
      const origin = URL.canParse(entry) ? new URL(entry).origin : "null";
      if (origin === "null" || origin !== entry.replace(/\/$/, ""))
        context.addIssue({
          code: "custom",
          message: "must list origins such as https://console.example.org",
        });
      return origin;
    }),
);

const currency = z
  .string()
  .refine((code) => paypalCurrencies.includes(code), "must be a currency PayPal takes");

const priceBookText = z
  .string()
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.addIssue({ code: "custom", message: "must be JSON" });
      return z.NEVER;
    }
  })
  .pipe(z.record(currency, pricesSchema))
  .refine((book) => Object.keys(book).length > 0, "must name at least one currency")
  .refine(
    (book) => Object.values(book).every((it) => it.basic + it.img_storage_price_unit > 0),
    "must ask something for the smallest order",
  );

// OpenTelemetry's exporter is told where it ends, and the path comes from us.
const collectorUrl = httpUrl().refine(
  (url) => !/\/v1\/traces\/?$/.test(url),
  "must not end in /v1/traces, which is added",
);

/** The lower-case environment variables, checked one by one and together. */
export const environmentSchema = z
  .object({
    NODE_ENV: optional(z.string()),
    served_host: optional(z.string()),
    served_port: optional(wholeNumber(0, 65_535)),
    paypal_client_id: optional(z.string()),
    paypal_client_secret: optional(z.string()),
    paypal_environment: optional(z.enum(["sandbox", "live"], "must be sandbox or live")),
    paypal_base_url: optional(httpUrl()),
    web_order_service_url: optional(httpUrl()),
    database_url: optional(postgresUrl),
    approval_timeout_seconds: optional(wholeNumber(60, 259_200)),
    price_book: optional(priceBookText),
    allowed_origins: optional(originList),
    data_dir: optional(z.string()),
    duplicate_window_seconds: optional(wholeNumber(0, 31_536_000)),
    oidc_issuer: optional(httpUrl()),
    oidc_audience: optional(z.string()),
    oidc_jwks_url: optional(httpUrl()),
    oidc_roles_claim: optional(z.string()),
    oidc_operator_role: optional(z.string()),
    oidc_service_role: optional(z.string()),
    trusted_proxy_hops: optional(wholeNumber(0, 10)),
    rate_limit_per_user: optional(wholeNumber(1, 1_000_000)),
    rate_limit_per_service: optional(wholeNumber(1, 1_000_000)),
    rate_limit_per_address: optional(wholeNumber(1, 1_000_000)),
    log_level: optional(
      z.enum(
        ["fatal", "error", "warn", "info", "debug", "trace"],
        "must be fatal, error, warn, info, debug or trace",
      ),
    ),
    otlp_endpoint: optional(collectorUrl),
    paypal_webhook_id: optional(z.string()),
    paypal_webhook_verification: optional(
      z.enum(["offline", "online"], "must be offline or online"),
    ),
    paypal_webhook_issuer: optional(
      z.string().startsWith("-----BEGIN CERTIFICATE-----", "must be PEM"),
    ),
  })
  .superRefine(
    (env, context) => {
      const fault = (variable: string, message: string) =>
        context.addIssue({ code: "custom", path: [variable], message });
      const { NODE_ENV, paypal_client_id: id, paypal_client_secret: secret } = env;
      if (id && !secret) fault("paypal_client_secret", "is required beside paypal_client_id");
      if (secret && !id) fault("paypal_client_id", "is required beside paypal_client_secret");
      if (id && secret && !env.web_order_service_url)
        fault("web_order_service_url", "is required beside the PayPal credentials");
      const production = NODE_ENV === "production";
      faultsOfAddresses(env, fault);
      if (env.paypal_webhook_issuer && (production || !env.paypal_base_url))
        fault(
          "paypal_webhook_issuer",
          "is for simulators only: it needs paypal_base_url, outside production",
        );
      if (env.paypal_environment === "live" && !env.database_url)
        fault("database_url", "is required with live money");
      if (!id && !secret && (env.paypal_base_url || env.paypal_environment))
        fault("paypal_client_id", "is required beside paypal_base_url and paypal_environment");
      if (!production) return;
      if (!id && !secret) fault("paypal_client_id", "is required in production");
      if (!id && !secret) fault("paypal_client_secret", "is required in production");
      if (!env.database_url) fault("database_url", "is required in production");
    },
    // zod would skip this once any variable is wrong, and report half of the faults.
    { when: () => true },
  );
