import type { Config } from "../config/read-config.ts";
import type { DocsSettings } from "../http/docs/docs-settings.ts";

/** Requests from the page are for development: a production server and live money have none. */
export function docsSettings({
  isProduction,
  paypal,
  oidc,
}: Pick<Config, "isProduction" | "paypal" | "oidc">): DocsSettings {
  const isLive = paypal?.environment === "live";
  return { canTry: !isProduction && !isLive, issuer: oidc?.issuer ?? null };
}
