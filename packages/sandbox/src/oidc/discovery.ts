import { sandboxUserGrant } from "./issue-token.ts";
import type { IssuerSandbox } from "./issuer-sandbox.ts";
import { answer } from "./responses.ts";

/** How long a verifier may keep what it read; a key it misses it may ask for sooner. */
const kept = { "cache-control": "public, max-age=300" };

/** `GET /.well-known/openid-configuration`. There is no page to sign in at, so none is named. */
export function showDiscovery({ url }: IssuerSandbox): Response {
  const document = {
    issuer: url,
    jwks_uri: `${url}/jwks`,
    token_endpoint: `${url}/token`,
    grant_types_supported: ["client_credentials", sandboxUserGrant],
    response_types_supported: [],
    subject_types_supported: ["public"],
    id_token_signing_alg_values_supported: ["RS256", "ES256"],
    token_endpoint_auth_methods_supported: ["client_secret_basic", "client_secret_post"],
    scopes_supported: ["openid", "profile", "email"],
  };
  return answer(document, kept);
}

/** `GET /jwks`: the public keys, those that only old tokens are signed with included. */
export async function showKeys({ keys }: IssuerSandbox): Promise<Response> {
  return answer({ keys: await keys.published() }, kept);
}
