import type pg from "pg";
import type { Logger } from "pino";
import type { Config } from "../config/read-config.ts";
import type { AccessControl } from "../http/request-credentials.ts";
import { createKeySet } from "../oidc/key-set.ts";
import { createTokenVerifier, type OidcSettings } from "../oidc/token-verifier.ts";
import type { Authenticator } from "../ports/authenticator.ts";
import { limitWarnings } from "../ports/limit-warnings.ts";
import { createBatchedLimit } from "../rate-limit/batched-limit.ts";
import { createRateLimit } from "../rate-limit/rate-limit.ts";

interface AccessControlParts {
  readonly config: Pick<
    Config,
    "oidc" | "trustedProxyHops" | "rateLimits" | "allowedOrigins" | "isProduction"
  >;
  readonly pool: pg.Pool;
  readonly log: Logger;
}

/** Authentication and rate limits. Logs a warning for each setting that relies on the ingress. */
export function createAccessControl({ config, pool, log }: AccessControlParts): AccessControl {
  const { oidc, trustedProxyHops, rateLimits } = config;
  if (!oidc)
    log.warn(
      "oidc_issuer is not set: the ingress is trusted for authentication, and the operator API is disabled",
    );
  if (trustedProxyHops === null)
    log.warn(
      "trusted_proxy_hops is not set: requests are not limited by address; set the number of proxies, or 0 for none",
    );
  if (config.isProduction && !config.allowedOrigins)
    log.warn(
      "allowed_origins is not set: CORS allows pages of every origin to send a user's token",
    );
  const limit = (name: string, perMinute: number) => createRateLimit({ pool, name, perMinute });
  return {
    trustedProxyHops,
    authenticationAndLimits: {
      authenticator: oidc ? tokenAuthenticator(oidc, log) : trustTheIngress,
      perUser: limit("user", rateLimits.perUser),
      perService: limit("service", rateLimits.perService),
      perAddress: createBatchedLimit({ pool, name: "address", perMinute: rateLimits.perAddress }),
    },
  };
}

function tokenAuthenticator(settings: OidcSettings, log: Logger): Authenticator {
  const warn = limitWarnings(log);
  const keys = createKeySet(settings, warn);
  // Logs a wrong oidc_issuer at startup instead of at the first request.
  void keys.renew().catch(() => undefined);
  return createTokenVerifier({ settings, keys, warn });
}

const trustTheIngress: Authenticator = { authenticate: async () => ({ kind: "ingress" }) };
