/** Where a service gets its token: the issuer's token endpoint, and the service's own credentials. */
export interface ServiceCredentials {
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/**
 * For the option `token` of the client: the service's token by client credentials (RFC 6749, section 4.4),
 * requested again half a minute before it expires.
 */
export function serviceToken(credentials: ServiceCredentials): () => Promise<string> {
  let current = { token: "", endsAt: 0 };
  return async () => {
    if (Date.now() > current.endsAt - 30_000) current = await requestToken(credentials);
    return current.token;
  };
}

async function requestToken({ tokenUrl, clientId, clientSecret }: ServiceCredentials) {
  const response = await fetch(tokenUrl, {
    method: "POST",
    headers: { authorization: `Basic ${btoa(`${clientId}:${clientSecret}`)}` },
    body: new URLSearchParams({ grant_type: "client_credentials" }),
    signal: AbortSignal.timeout(10_000),
  });
  if (!response.ok) throw new Error(`The issuer's response has status ${response.status}.`);
  const body = (await response.json()) as { access_token: string; expires_in: number };
  return { token: body.access_token, endsAt: Date.now() + body.expires_in * 1_000 };
}
