import {
  allowInsecureRequests,
  ClientSecretBasic,
  clientCredentialsGrant,
  discovery,
  ResponseBodyError,
  WWWAuthenticateChallengeError,
} from "openid-client";
import { Refusal } from "./failure.ts";
import type { ClientCredentials } from "./settings.ts";

interface CachedToken {
  readonly token: string;
  readonly renewAt: number;
}

// Renewed early, so that a token does not expire while a request is in flight.
const usableShare = 0.8;

/** Access tokens for a client, each cached for 80 % of its lifetime. Rejects with a Refusal. */
export function clientTokenSource(credentials: ClientCredentials): () => Promise<string> {
  let cached: CachedToken | undefined;
  return async () => {
    if (!cached || Date.now() >= cached.renewAt) cached = await requestToken(credentials);
    return cached.token;
  };
}

async function requestToken(credentials: ClientCredentials): Promise<CachedToken> {
  const { issuer, clientId, clientSecret } = credentials;
  const requestedAt = Date.now();
  try {
    const options = issuer.startsWith("http:") ? { execute: [allowInsecureRequests] } : {};
    const authentication = ClientSecretBasic(clientSecret);
    const client = await discovery(new URL(issuer), clientId, undefined, authentication, options);
    const response = await clientCredentialsGrant(client);
    const lifetimeMs = (response.expiresIn() ?? 0) * 1000;
    return { token: response.access_token, renewAt: requestedAt + lifetimeMs * usableShare };
  } catch (error) {
    throw new Refusal(
      `The issuer returned no access token: ${tokenFailure(error)}. Check billing_issuer, billing_client_id and billing_client_secret.`,
      { cause: error },
    );
  }
}

/** The issuer's error, or why it could not be reached. Never contains the secret. */
function tokenFailure(error: unknown): string {
  if (error instanceof WWWAuthenticateChallengeError)
    return `it rejected the client's credentials (${error.status})`;
  if (error instanceof ResponseBodyError)
    return `${error.error_description ?? error.error} (${error.error})`;
  return error instanceof Error ? error.message : String(error);
}
