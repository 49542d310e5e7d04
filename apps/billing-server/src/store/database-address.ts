import pg from "pg";
import { shortestSecret } from "../lib/shortest-secret.ts";

const loopback = /^(?:localhost|127(?:\.\d+){3}|::1)$/;

/**
 * The host to which a connection would travel unencrypted over a network, by pg's own reading of the
 * URL and of PGSSLMODE; `null` with TLS, on this machine, and over a Unix socket.
 */
export function hostInClear(databaseUrl: string): string | null {
  const { host, ssl } = new pg.Client({ connectionString: databaseUrl });
  return ssl || host.startsWith("/") || loopback.test(host) ? null : host;
}

/** Whether there is a password, and one too short for the log to leave it out. */
export function hasShortPassword(databaseUrl: string): boolean {
  const { password } = new pg.Client({ connectionString: databaseUrl });
  return typeof password === "string" && password !== "" && password.length < shortestSecret;
}
