import { z } from "zod";
import { fetchJson } from "./fetch-json.ts";

const documentSchema = z.object({ issuer: z.string(), jwks_uri: z.url() });

/**
 * Reads the URL of an issuer's keys from its discovery document. Rejects if the document is unavailable,
 * belongs to another issuer, or names another host: only configured hosts are called.
 */
export async function discoverKeys(issuer: string): Promise<URL> {
  const url = `${issuer.replace(/\/+$/, "")}/.well-known/openid-configuration`;
  const { success, data: document } = documentSchema.safeParse(await fetchJson(url));
  if (!success) throw new Error(`${url} has no valid issuer or jwks_uri.`);
  // OpenID Connect Discovery 4.3: the values must be identical; otherwise tokens' iss would not match either.
  if (document.issuer !== issuer)
    throw new Error(
      `oidc_issuer is ${issuer}, but its discovery document has the issuer ${document.issuer.slice(0, 200)}. Set oidc_issuer to exactly this value, including any trailing slash.`,
    );
  const keys = new URL(document.jwks_uri);
  if (keys.origin !== new URL(issuer).origin)
    throw new Error(`The issuer's keys are on another host. Set oidc_jwks_url to ${keys.href}`);
  return keys;
}
