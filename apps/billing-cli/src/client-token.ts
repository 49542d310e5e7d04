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

interface KeptToken {
  readonly token: string;
  readonly renewAt: number;
}

// A request on its way must not find its token expired at the other end.
const usedShare = 0.8;

/** Access tokens of a client, each used until shortly before its end. Rejects with a Refusal. */
export function clientTokens(credentials: ClientCredentials): () => Promise<string> {
  let kept: KeptToken | undefined;
  return async () => {
    if (!kept || Date.now() >= kept.renewAt) kept = await requestToken(credentials);
    return kept.token;
  };
}

async function requestToken(credentials: ClientCredentials): Promise<KeptToken> {
  const { issuer, clientId, clientSecret } = credentials;
  const askedAt = Date.now();
  try {
    const options = issuer.startsWith("http:") ? { execute: [allowInsecureRequests] } : {};
    const proof = ClientSecretBasic(clientSecret);
    const client = await discovery(new URL(issuer), clientId, undefined, proof, options);
    const answer = await clientCredentialsGrant(client);
    const lifeMs = (answer.expiresIn() ?? 0) * 1000;
    return { token: answer.access_token, renewAt: askedAt + lifeMs * usedShare };
  } catch (error) {
    throw new Refusal(`The issuer gave no token: ${reasonOf(error)}.`, { cause: error });
  }
}

/** What the issuer said, or why it could not be asked; the secret is in neither. */
function reasonOf(error: unknown): string {
  if (error instanceof WWWAuthenticateChallengeError)
    return `it does not take the client's credentials (${error.status})`;
  if (error instanceof ResponseBodyError)
    return `${error.error_description ?? error.error} (${error.error})`;
  return error instanceof Error ? error.message : String(error);
}
