import type { Call } from "../http/call.ts";
import type { PayPalSandbox } from "./paypal-sandbox.ts";
import { debugHeaders, notFound } from "./responses.ts";

/** `GET /v1/notifications/certs/{name}`: the signing certificate and its issuer's, as PEM. */
export function getCertificate(paypal: PayPalSandbox, { params }: Call): Response {
  const certificates = paypal.webhooks.certificates(params["name"] ?? "");
  if (certificates === undefined) return notFound();
  const headers = { ...debugHeaders(), "content-type": "application/x-pem-file" };
  return new Response(certificates, { headers });
}
