import { environmentSchema } from "./environment-schema.ts";
import { defaultPriceBook } from "./price-book.ts";
import { defaultRolesClaim } from "./roles-claim.ts";
import { maySampleSell, sampleSeller } from "./seller.ts";
import { defaultVat } from "./vat-rule.ts";

/** The validated settings of the service. */
export type Config = ReturnType<typeof readConfig>;

/** The environment is invalid. The message lists every fault by variable, without values. */
export class ConfigError extends Error {
  constructor(faults: readonly string[]) {
    super(`The configuration is invalid:\n${faultLines(faults)}`);
    this.name = "ConfigError";
  }
}

/** One line per fault, without duplicates: a value may break one rule twice. */
const faultLines = (faults: readonly string[]): string =>
  [...new Set(faults)].map((fault) => `  ${fault}`).join("\n");

/** Reads the lower-case environment variables. Throws a ConfigError that lists all faults. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>) {
  const parsed = environmentSchema.safeParse(environment);
  if (!parsed.success)
    throw new ConfigError(
      parsed.error.issues.map(({ path, message }) => `${path.join(".")} ${message}`),
    );
  const env = parsed.data;
  // A deployed service listens on all interfaces, a development server on loopback only.
  const isDeployed = env.NODE_ENV === "production" || env.paypal_client_id !== undefined;
  const vat = env.vat_rules ?? defaultVat;
  const soldBy = env.seller ?? (maySampleSell(env) ? sampleSeller : null);
  return {
    host: env.served_host ?? (isDeployed ? "0.0.0.0" : "127.0.0.1"),
    port: env.served_port ?? 8030,
    paypal:
      env.paypal_client_id && env.paypal_client_secret
        ? {
            clientId: env.paypal_client_id,
            clientSecret: env.paypal_client_secret,
            environment: env.paypal_environment ?? ("sandbox" as const),
            baseUrl: env.paypal_base_url,
          }
        : null,
    isProduction: env.NODE_ENV === "production",
    webOrderUrl: env.web_order_service_url ?? null,
    databaseUrl: env.database_url ?? null,
    dataDir: env.data_dir ?? ".data/postgres",
    approvalTimeoutMs: (env.approval_timeout_seconds ?? 10_800) * 1000,
    priceBook: new Map(Object.entries(env.price_book ?? defaultPriceBook)),
    vat,
    seller: soldBy,
    /** What receipts state; `null` while none are issued. */
    receiptRules: env.receipts !== "off" && soldBy ? { seller: soldBy, vat } : null,
    duplicateWindowMs: (env.duplicate_window_seconds ?? 600) * 1000,
    openOrdersPerUser: env.open_orders_per_user ?? 50,
    eventEndpoints: {
      configured: new Map(Object.entries(env.event_endpoints ?? {})),
      /** Empty: operators cannot add endpoints. */
      signingKeys: env.event_signing_key ?? [],
      networks: env.event_networks ?? [],
    },
    eventRetentionMs: (env.event_retention_days ?? 90) * 86_400_000,
    webhook: env.paypal_webhook_id
      ? {
          id: env.paypal_webhook_id,
          issuer: env.paypal_webhook_issuer,
          // Accepted for compatibility: earlier releases could verify each event by a request to PayPal.
          isOnlineRequested: env.paypal_webhook_verification === "online",
        }
      : null,
    oidc:
      env.oidc_issuer && env.oidc_audience
        ? {
            issuer: env.oidc_issuer,
            audience: env.oidc_audience,
            jwksUrl: env.oidc_jwks_url,
            rolesClaim: env.oidc_roles_claim ?? defaultRolesClaim,
            operatorRole: env.oidc_operator_role ?? "billing-operator",
            serviceRole: env.oidc_service_role ?? "billing-service",
          }
        : null,
    trustedProxyHops: env.trusted_proxy_hops ?? null,
    rateLimits: {
      perUser: env.rate_limit_per_user ?? 120,
      perService: env.rate_limit_per_service ?? 1200,
      perAddress: env.rate_limit_per_address ?? 600,
    },
    logLevel: env.log_level ?? ("info" as const),
    otlpEndpoint: env.otlp_endpoint ?? null,
    allowedOrigins: env.allowed_origins ? new Set(env.allowed_origins) : null,
  };
}
