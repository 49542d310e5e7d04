import type { Call } from "../http/call.ts";
import type { IssuerSandbox } from "./issuer-sandbox.ts";
import { answer, oauthError } from "./responses.ts";

/** The sandbox's own grant type: issues a token for a `user_id` without a password. */
export const sandboxUserGrant = "urn:onekonsole:sandbox-user";

/** `POST /token`: an access token for a service's credentials, or for a user of the sandbox. */
export async function issueToken(issuer: IssuerSandbox, call: Call): Promise<Response> {
  const form = new URLSearchParams(call.text);
  switch (form.get("grant_type")) {
    case "client_credentials":
      return forClient(issuer, call.request, form);
    case sandboxUserGrant:
      return forUser(issuer, form.get("user_id"));
    case null:
      return oauthError(400, "invalid_request", "Missing form parameter: grant_type");
    default:
      return oauthError(400, "unsupported_grant_type", "Unsupported grant_type");
  }
}

async function forClient(
  issuer: IssuerSandbox,
  request: Request,
  form: URLSearchParams,
): Promise<Response> {
  const [id, secret] = basicCredentials(request) ?? [
    form.get("client_id"),
    form.get("client_secret"),
  ];
  if (id !== issuer.clientId || secret !== issuer.clientSecret)
    return oauthError(401, "invalid_client", "Invalid client or Invalid client credentials");
  return tokenResponse(issuer, await issuer.serviceToken());
}

async function forUser(issuer: IssuerSandbox, userId: string | null): Promise<Response> {
  const isKnown = issuer.users.some(({ id }) => id === userId);
  if (userId === null || !isKnown) return oauthError(400, "invalid_grant", "Unknown user_id");
  return tokenResponse(issuer, await issuer.tokenFor(userId));
}

/** The form-encoded credentials of a Basic header (RFC 6749); undefined without such a header. */
function basicCredentials(request: Request): string[] | undefined {
  const encoded = /^Basic +(\S+)$/i.exec(request.headers.get("authorization") ?? "")?.[1];
  if (encoded === undefined) return undefined;
  const pair = Buffer.from(encoded, "base64").toString();
  return pair.split(":", 2).map((part) => new URLSearchParams(`v=${part}`).get("v") ?? "");
}

function tokenResponse({ lifetimeSeconds }: IssuerSandbox, token: string): Response {
  const body = {
    access_token: token,
    expires_in: lifetimeSeconds,
    token_type: "Bearer",
    scope: "openid profile email",
  };
  return answer(body, { "cache-control": "no-store" });
}
