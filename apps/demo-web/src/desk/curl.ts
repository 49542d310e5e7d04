import type { HttpCall } from "@onekonsole/billing-sandbox/control";

/** A call as a command for a shell. */
export function toCurl(baseUrl: string, { method, path, body }: HttpCall): string {
  const url = `${baseUrl.replace(/\/$/, "")}${path}`;
  if (method === "GET") return `curl ${quote(url)}`;
  return `curl -X POST ${quote(url)} -d ${quote(JSON.stringify(body ?? {}))}`;
}

const quote = (text: string): string =>
  /^[\w./:-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
