import { sandboxUserGrant } from "./issue-token.ts";
import type { IssuerSandbox } from "./issuer-sandbox.ts";
import { answer } from "./responses.ts";

/** How long a verifier may cache a response; for an unknown key it may fetch earlier. */
const cacheHeaders = { "cache-control": "public, max-age=300" };

/** `GET /.well-known/openid-configuration`. Without a login page there is no authorization endpoint. */
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
  return answer(document, cacheHeaders);
}

/** `GET /jwks`: the public keys, including old ones that are not retired. */
export async function showKeys({ keys }: IssuerSandbox): Promise<Response> {
  return answer({ keys: await keys.published() }, cacheHeaders);
}
