import { X509Certificate } from "node:crypto";
import { isIP } from "node:net";
import { z } from "zod";
import { checkAddresses } from "./check-addresses.ts";
import { eventEndpoints, eventNetworks, signingKeys } from "./event-endpoints.ts";
import { httpUrl, nameText, secretText, serviceUrl, wholeNumber } from "./field-rules.ts";
import { postgresUrl } from "./postgres-url.ts";
import { priceBook } from "./price-book.ts";
import { rolesClaim } from "./roles-claim.ts";
import { maySampleSell, seller } from "./seller.ts";
import { vatRules } from "./vat-rule.ts";

// Helm charts often pass an unset variable as an empty string.
const absent = (value: unknown) => (value === "" ? undefined : value);
const optional = <T extends z.ZodType>(schema: T) => z.preprocess(absent, schema.optional());

const originList = z.string().transform((text, context) => {
  const origins = text
    .split(/[\s,]+/)
    .filter(Boolean)
    .map(toOrigin);
  if (origins.length === 0 || origins.includes(null))
    context.addIssue({
      code: "custom",
      message: "must list origins such as https://console.example.org",
    });
  return origins.filter((origin) => origin !== null);
});

/** The form of browsers' `Origin` header: lower case, no default port, punycode. `null` if invalid. */
function toOrigin(text: string): string | null {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return null;
  const { origin, href } = new URL(text);
  return href === `${origin}/` ? origin : null;
}

const isHost = (text: string): boolean =>
  isIP(text) !== 0 || /^[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_.])?$/i.test(text);

function isCertificate(text: string): boolean {
  try {
    return new X509Certificate(text).raw.length > 0 && text.trimStart().startsWith("-----BEGIN");
  } catch {
    return false;
  }
}

// The base URL of the OpenTelemetry collector; the service adds the path.
const collectorUrl = httpUrl().refine(
  (url) => !/\/v1\/traces\/?$/.test(url),
  "must not end in /v1/traces: the service adds this path",
);

/** The lower-case environment variables, validated individually and in combination. */
export const environmentSchema = z
  .object({
    // Any other spelling would silently select development mode.
    NODE_ENV: optional(
      z.enum(
        ["production", "development", "test"],
        "must be production, development or test, in lower case and without spaces",
      ),
    ),
    served_host: optional(
      z.string().refine(isHost, "must be an address or a host name, without scheme and port"),
    ),
    served_port: optional(wholeNumber(0, 65_535)),
    paypal_client_id: optional(nameText()),
    paypal_client_secret: optional(secretText()),
    paypal_environment: optional(z.enum(["sandbox", "live"], "must be sandbox or live")),
    paypal_base_url: optional(serviceUrl()),
    web_order_service_url: optional(serviceUrl()),
    database_url: optional(postgresUrl),
    approval_timeout_seconds: optional(wholeNumber(60, 259_200)),
    price_book: optional(priceBook),
    vat_rules: optional(vatRules),
    seller: optional(seller),
    receipts: optional(z.enum(["on", "off"], "must be on or off")),
    allowed_origins: optional(originList),
    data_dir: optional(z.string()),
    duplicate_window_seconds: optional(wholeNumber(0, 31_536_000)),
    open_orders_per_user: optional(wholeNumber(1, 1_000_000)),
    event_endpoints: optional(eventEndpoints),
    event_signing_key: optional(signingKeys),
    event_networks: optional(eventNetworks),
    event_retention_days: optional(wholeNumber(1, 3_650)),
    oidc_issuer: optional(serviceUrl()),
    oidc_audience: optional(nameText()),
    oidc_jwks_url: optional(serviceUrl()),
    oidc_roles_claim: optional(rolesClaim),
    oidc_operator_role: optional(nameText()),
    oidc_service_role: optional(nameText()),
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
    paypal_webhook_id: optional(nameText()),
    paypal_webhook_verification: optional(
      z.enum(["offline", "online"], "must be offline or online"),
    ),
    paypal_webhook_issuer: optional(
      z.string().refine(isCertificate, "must be a certificate as PEM"),
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
      checkAddresses(env, fault);
      if (env.paypal_webhook_issuer && (production || !env.paypal_base_url))
        fault(
          "paypal_webhook_issuer",
          "is for simulators only: it needs paypal_base_url, outside production",
        );
      if (env.paypal_environment === "live" && !env.database_url)
        fault("database_url", "is required with live money");
      if (!id && !secret && (env.paypal_base_url || env.paypal_environment))
        fault("paypal_client_id", "is required beside paypal_base_url and paypal_environment");
      if (env.receipts === "on" && !env.seller && !maySampleSell(env))
        fault("seller", "is required beside receipts=on");
      if (!production) return;
      if (!id && !secret) fault("paypal_client_id", "is required in production");
      if (!id && !secret) fault("paypal_client_secret", "is required in production");
      if (!env.database_url) fault("database_url", "is required in production");
    },
    // By default zod skips this check if any variable is invalid; all faults are to be reported.
    { when: () => true },
  );
