import pg from "pg";
import { shortestSecret } from "../lib/shortest-secret.ts";

const loopback = /^(?:localhost|127(?:\.\d+){3}|::1)$/;

/**
 * The host of an unencrypted network connection, as pg interprets the URL and PGSSLMODE. `null`
 * with TLS, on this machine, and over a Unix socket.
 */
export function hostInClear(databaseUrl: string): string | null {
  const { host, ssl } = new pg.Client({ connectionString: databaseUrl });
  return ssl || host.startsWith("/") || loopback.test(host) ? null : host;
}

/** Whether the URL has a password that is too short for the log to redact. */
export function hasShortPassword(databaseUrl: string): boolean {
  const { password } = new pg.Client({ connectionString: databaseUrl });
  return typeof password === "string" && password !== "" && password.length < shortestSecret;
}
