import { http, type HttpHandler } from "msw";
import { withFaults } from "../http/with-faults.ts";
import { showDiscovery, showKeys } from "./discovery.ts";
import { issueToken } from "./issue-token.ts";
import type { IssuerSandbox } from "./issuer-sandbox.ts";
import { answer, preflightResponse } from "./responses.ts";

/** The issuer as msw request handlers, for any host; its paths begin with that of its URL. */
export function issuerHandlers(issuer: IssuerSandbox): HttpHandler[] {
  const realm = `*${new URL(issuer.url).pathname.replace(/\/$/, "")}`;
  return [
    http.get(
      `${realm}/.well-known/openid-configuration`,
      withFaults(issuer, "discovery", () => showDiscovery(issuer)),
    ),
    http.get(
      `${realm}/jwks`,
      withFaults(issuer, "jwks", () => showKeys(issuer)),
    ),
    http.post(
      `${realm}/token`,
      withFaults(issuer, "token", (call) => issueToken(issuer, call)),
    ),
    http.get(
      `${realm}/users`,
      withFaults(issuer, "users", () => answer(issuer.users)),
    ),
    http.options(`${realm}/*`, withFaults(issuer, "preflight", preflightResponse)),
  ];
}
