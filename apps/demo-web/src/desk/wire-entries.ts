import type { WireEntry } from "@onekonsole/billing-sandbox/control";

const kept = 500;

/** The entries of both lists, each once, oldest first; the latest 500. */
export function addEntries(
  known: readonly WireEntry[],
  added: readonly WireEntry[],
): readonly WireEntry[] {
  const byId = new Map([...known, ...added].map((entry) => [entry.id, entry]));
  return [...byId.values()].toSorted((a, b) => a.id - b.id).slice(-kept);
}

/** Which simulator received the request, or sent it. */
export const describeDirection = ({ simulator, direction }: WireEntry): string =>
  `${direction === "received" ? "to" : "from"} ${wireTitles[simulator]}`;

const wireTitles = { paypal: "PayPal", web_order: "web-order", issuer: "issuer" } as const;

/** The path of a request, also of one that has a whole URL. */
export function entryPath({ url }: WireEntry): string {
  if (!URL.canParse(url)) return url;
  const { pathname, search } = new URL(url);
  return pathname + search;
}

/** Whether the response is an error, or there is none. */
export const isFailed = ({ status }: WireEntry): boolean => status === undefined || status >= 400;

/** A body for a person: JSON with indentation, a form as one field per line, any other unchanged. */
export function formatBody(text: string, headers: WireEntry["request_headers"]): string {
  if (headers["content-type"]?.startsWith("application/x-www-form-urlencoded"))
    return [...new URLSearchParams(text)].map(([name, value]) => `${name}=${value}`).join("\n");
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
