import type { IncomingMessage } from "node:http";

/**
 * Whether a request has one valid Host header, as RFC 9112 section 3.2 requires: a proxy and this server
 * could read two differently. HTTP/1.0 may omit it, as load balancers' health checks do.
 */
export function hasValidHost({ httpVersion, rawHeaders }: IncomingMessage): boolean {
  let host: string | undefined;
  // Names and values alternate.
  for (let index = 0; index < rawHeaders.length; index += 2) {
    if (rawHeaders[index]?.toLowerCase() !== "host") continue;
    if (host !== undefined) return false;
    host = rawHeaders[index + 1];
  }
  return host === undefined ? httpVersion === "1.0" : isHost(host);
}

const isHost = (text: string): boolean =>
  !/[\s/?#@\\]/.test(text) && URL.canParse(`http://${text}`);
