/** On every answer: the demo's page and the issuer have different origins. */
export const crossOrigin: Readonly<Record<string, string>> = {
  "access-control-allow-origin": "*",
};

/** A JSON answer that pages of any origin may read. */
export function answer(body: unknown, headers: Readonly<Record<string, string>> = {}): Response {
  return Response.json(body, { headers: { ...crossOrigin, ...headers } });
}

/** OAuth's error shape; at 401 with the challenge that it asks for. */
export function oauthError(status: number, error: string, description: string): Response {
  const challenge = status === 401 ? { "www-authenticate": 'Basic realm="onekonsole"' } : undefined;
  const headers = { ...crossOrigin, ...challenge, "cache-control": "no-store" };
  return Response.json({ error, error_description: description }, { status, headers });
}

/** The answer to what a browser asks before it sends a request with headers of its own. */
export function preflightResponse(): Response {
  const allowed = {
    "access-control-allow-methods": "GET, POST",
    "access-control-allow-headers": "authorization, content-type",
    "access-control-max-age": "3600",
  };
  return new Response(null, { status: 204, headers: { ...crossOrigin, ...allowed } });
}
