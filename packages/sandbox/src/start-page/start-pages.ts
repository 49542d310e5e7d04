import { controlPath } from "../control/operation.ts";
import type { IssuerSandbox } from "../oidc/issuer-sandbox.ts";
import type { PayPalSandbox } from "../paypal/paypal-sandbox.ts";
import type { StartPage } from "./start-page.ts";

interface Addresses {
  readonly paypal: PayPalSandbox;
  readonly issuer: IssuerSandbox;
  readonly controlUrl: string;
}

/** The start page of each port. */
export function startPages({ paypal, issuer, controlUrl }: Addresses) {
  const control = controlUrl + controlPath;
  const description = { [`${control}/openapi.json`]: "OpenAPI document of the control API" };
  return {
    paypal: {
      name: "PayPal",
      about:
        "Clients call this address instead of https://api-m.sandbox.paypal.com, and payers approve orders here. The control API acts as payer, merchant, bank and PayPal.",
      links: { [`${control}/paypal/orders`]: "All orders", ...description },
      commands: [
        `curl -u ${paypal.clientId}:${paypal.clientSecret} -d grant_type=client_credentials ${paypal.url}/v1/oauth2/token`,
        `curl ${control}/paypal/orders`,
      ],
    },
    webOrder: {
      name: "web-order",
      about: "The service that provisions clusters. It stores every order that it accepts.",
      links: { [`${control}/web-order/rows`]: "All accepted orders", ...description },
      commands: [
        `curl ${control}/web-order/rows`,
        `curl ${control}/outages -d '{"simulator":"web_order","kind":"refused"}'`,
      ],
    },
    issuer: {
      name: "Issuer",
      about: "The OpenID Connect issuer, in Keycloak's shape. Users sign in without a password.",
      links: {
        [`${issuer.url}/.well-known/openid-configuration`]: "Discovery document",
        [`${issuer.url}/users`]: "Users",
        ...description,
      },
      commands: [
        `curl -d grant_type=client_credentials -u ${issuer.clientId}:${issuer.clientSecret} ${issuer.url}/token`,
        `curl ${control}/issuer/token -d '{"subject":"operator"}'`,
      ],
    },
    control: {
      name: "Control API",
      about:
        "Steers the simulated PayPal, web-order and issuer. It stays reachable when one of them is down.",
      links: { [`${control}/wire`]: "Latest requests and responses", ...description },
      commands: [
        `curl ${control}/clock/advance -d '{"hours":3}'`,
        `curl ${control}/conditions`,
        `curl -N ${control}/wire/stream`,
      ],
    },
  } as const satisfies Record<string, StartPage>;
}
