/** A user of the sandbox, who signs in without a password. */
export interface User {
  /** The `sub` of the tokens. */
  readonly id: string;
  readonly name: string;
  readonly roles: readonly string[];
}

export interface IssuedToken {
  readonly token: string;
  readonly expiresInSeconds: number;
}

const timeoutMs = 10_000;

/** The users of an issuer of the sandbox. */
export async function listUsers(issuerUrl: string): Promise<readonly User[]> {
  return (await fetchJson(`${issuerUrl}/users`)) as User[];
}

/** Requests an access token for one of its users, by a grant type that only the sandbox has. */
export async function requestToken(issuerUrl: string, userId: string): Promise<IssuedToken> {
  const grant = { grant_type: "urn:onekonsole:sandbox-user", user_id: userId };
  const body = new URLSearchParams(grant);
  const answer = (await fetchJson(`${issuerUrl}/token`, { method: "POST", body })) as {
    access_token: string;
    expires_in: number;
  };
  return { token: answer.access_token, expiresInSeconds: answer.expires_in };
}

async function fetchJson(url: string, init?: RequestInit): Promise<unknown> {
  const response = await fetch(url, { ...init, signal: AbortSignal.timeout(timeoutMs) });
  if (!response.ok) throw new Error(`The issuer returned ${response.status}.`);
  return response.json();
}
