import type { Call } from "../http/call.ts";
import type { PayPalSandbox } from "./paypal-sandbox.ts";
import { answer, oauthError } from "./responses.ts";

/** `POST /v1/oauth2/token`: client credentials for an access token, or for a client token of the browser SDK. */
export function issueToken(paypal: PayPalSandbox, { request, text }: Call): Response {
  const expected = Buffer.from(`${paypal.clientId}:${paypal.clientSecret}`).toString("base64");
  if (request.headers.get("authorization") !== `Basic ${expected}`) {
    return oauthError(401, "invalid_client", "Client Authentication failed");
  }
  const form = new URLSearchParams(text);
  if (form.get("grant_type") !== "client_credentials") {
    return oauthError(400, "unsupported_grant_type", "Only client_credentials is supported");
  }
  const isForPage = form.get("response_type") === "client_token";
  const { token, expiresIn } = isForPage ? paypal.clientTokens.issue() : paypal.tokens.issue();
  return answer(200, {
    scope: "openid https://uri.paypal.com/services/payments/payment",
    access_token: token,
    token_type: "Bearer",
    app_id: "APP-SANDBOX",
    expires_in: expiresIn,
    nonce: `${new Date(paypal.clock.now()).toISOString()}${token.slice(-8)}`,
  });
}
