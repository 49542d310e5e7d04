import { http, type HttpHandler } from "msw";
import { breakable } from "../http/breakable.ts";
import { answer, preflightAnswer } from "./answers.ts";
import { showDiscovery, showKeys } from "./discovery.ts";
import { issueToken } from "./issue-token.ts";
import type { IssuerSandbox } from "./issuer-sandbox.ts";

/** The issuer as msw request handlers, for any host; its paths begin with that of its URL. */
export function issuerHandlers(issuer: IssuerSandbox): HttpHandler[] {
  const realm = `*${new URL(issuer.url).pathname.replace(/\/$/, "")}`;
  return [
    http.get(
      `${realm}/.well-known/openid-configuration`,
      breakable(issuer, "discovery", () => showDiscovery(issuer)),
    ),
    http.get(
      `${realm}/jwks`,
      breakable(issuer, "jwks", () => showKeys(issuer)),
    ),
    http.post(
      `${realm}/token`,
      breakable(issuer, "token", (call) => issueToken(issuer, call)),
    ),
    http.get(
      `${realm}/users`,
      breakable(issuer, "users", () => answer(issuer.users)),
    ),
    http.options(`${realm}/*`, breakable(issuer, "preflight", preflightAnswer)),
  ];
}
