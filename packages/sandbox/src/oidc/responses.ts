/** On every response: the demo web and the issuer have different origins. */
export const crossOrigin: Readonly<Record<string, string>> = {
  "access-control-allow-origin": "*",
};

/** A JSON response that pages of any origin may read. */
export function answer(body: unknown, headers: Readonly<Record<string, string>> = {}): Response {
  return Response.json(body, { headers: { ...crossOrigin, ...headers } });
}

/** An OAuth error response; a 401 includes the required challenge. */
export function oauthError(status: number, error: string, description: string): Response {
  const challenge = status === 401 ? { "www-authenticate": 'Basic realm="onekonsole"' } : undefined;
  const headers = { ...crossOrigin, ...challenge, "cache-control": "no-store" };
  return Response.json({ error, error_description: description }, { status, headers });
}

/** The response to a CORS preflight request. */
export function preflightResponse(): Response {
  const allowed = {
    "access-control-allow-methods": "GET, POST",
    "access-control-allow-headers": "authorization, content-type",
    "access-control-max-age": "3600",
  };
  return new Response(null, { status: 204, headers: { ...crossOrigin, ...allowed } });
}
