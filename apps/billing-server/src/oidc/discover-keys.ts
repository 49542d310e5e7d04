import { z } from "zod";
import type { IssuerFetch } from "./issuer-fetch.ts";

const documentSchema = z.object({ issuer: z.string(), jwks_uri: z.url() });

/**
 * Where an issuer's keys are, from its discovery document. Rejects when that can't be had, is another
 * issuer's, or names another host: which hosts we call is for the configuration to say.
 */
export async function discoverKeys(issuer: string, fetchIssuer: IssuerFetch): Promise<URL> {
  const url = `${issuer.replace(/\/+$/, "")}/.well-known/openid-configuration`;
  const document = documentSchema.parse(await (await fetchIssuer(url)).json());
  if (document.issuer !== issuer) throw new Error("The discovery document is another issuer's.");
  const keys = new URL(document.jwks_uri);
  if (keys.origin !== new URL(issuer).origin)
    throw new Error("The issuer's keys are at another host: name it in oidc_jwks_url.");
  return keys;
}
