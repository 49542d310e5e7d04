import type { ServiceCredentials } from "./service-token.ts";

const { billing_url, issuer_url, token_url, client_id, client_secret } = process.env;

/** The address of the service; by default that of `npm run dev`. */
export const billingUrl: string = billing_url ?? "http://127.0.0.1:8030";

/** The address of the issuer; by default the simulated one of `npm run dev`. */
export const issuerUrl: string = issuer_url ?? "http://127.0.0.1:8043/realms/onekonsole";

/** The credentials in the environment; by default those of the simulated issuer's service. */
export const credentials: ServiceCredentials = {
  tokenUrl: token_url ?? `${issuerUrl}/token`,
  clientId: client_id ?? "sandbox-service",
  clientSecret: client_secret ?? "sandbox-service-secret",
};
