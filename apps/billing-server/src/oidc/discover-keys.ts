import { z } from "zod";
import { fetchJson } from "./fetch-json.ts";

const documentSchema = z.object({ issuer: z.string(), jwks_uri: z.url() });

/**
 * Where an issuer's keys are, from its discovery document. Rejects when that can't be had, is another
 * issuer's, or names another host: which hosts we call is for the configuration to say.
 */
export async function discoverKeys(issuer: string): Promise<URL> {
  const url = `${issuer.replace(/\/+$/, "")}/.well-known/openid-configuration`;
  const { success, data: document } = documentSchema.safeParse(await fetchJson(url));
  if (!success) throw new Error(`${url} has no issuer or no jwks_uri.`);
  // OpenID Connect Discovery 4.3: identical, or tokens' iss would not match either.
  if (document.issuer !== issuer)
    throw new Error(
      `oidc_issuer is ${issuer}, but its discovery document says ${document.issuer.slice(0, 200)}: set oidc_issuer to exactly that, with or without the last slash`,
    );
  const keys = new URL(document.jwks_uri);
  if (keys.origin !== new URL(issuer).origin)
    throw new Error(`The issuer's keys are at another host: set oidc_jwks_url to ${keys.href}`);
  return keys;
}
