import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Call } from "../../http/call.ts";
import type { PayPalSandbox } from "../paypal-sandbox.ts";
import { apiError, debugHeaders, oauthError } from "../responses.ts";

// The pages of any shop load the SDK, as they do from PayPal.
const openToAnyPage = { "access-control-allow-origin": "*" };

const files: ReadonlyMap<string, string> = new Map([
  ["core", "core.js"],
  ...[
    "button-labels.js",
    "checkout.js",
    "eligible-methods.js",
    "instance.js",
    "one-time-payment-session.js",
    "paypal-button.js",
    "popup.js",
    "redirect.js",
    "sdk-error.js",
  ].map((name) => [name, name] as const),
]);

/** `GET /web-sdk/v6/core` and its modules: the simulated browser SDK. */
export async function serveWebSdk(_paypal: PayPalSandbox, { params }: Call): Promise<Response> {
  const file = files.get(params["file"] ?? "");
  if (!file) return apiError(404);
  return new Response(await readFile(join(import.meta.dirname, "browser", file)), {
    headers: {
      ...debugHeaders(),
      ...openToAnyPage,
      "content-type": "text/javascript; charset=utf-8",
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    },
  });
}

/** `POST /web-sdk/v6/credentials`: whether a page may start the SDK. A path of the sandbox, not one of PayPal. */
export function checkSdkCredentials(paypal: PayPalSandbox, { text }: Call): Response {
  const form = new URLSearchParams(text);
  const token = form.get("client_token");
  const accepted = token
    ? paypal.clientTokens.isValid(token)
    : form.get("client_id") === paypal.clientId;
  if (accepted) return new Response(null, { status: 204, headers: openToAnyPage });
  const response = oauthError(401, "invalid_client", "Client Authentication failed");
  response.headers.set("access-control-allow-origin", "*");
  return response;
}
