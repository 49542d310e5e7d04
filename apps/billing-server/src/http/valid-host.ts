import type { IncomingMessage } from "node:http";

/**
 * Whether a request has one valid Host header, as RFC 9112 section 3.2 requires: a proxy and this server
 * could read two differently. HTTP/1.0 may omit it, as load balancers' health checks do.
 */
export function hasValidHost({ httpVersion, rawHeaders }: IncomingMessage): boolean {
  const hosts = rawHeaders.filter((_, index) => isHostValue(rawHeaders, index));
  const [host] = hosts;
  if (host === undefined) return httpVersion === "1.0";
  return hosts.length === 1 && isHost(host);
}

/** `rawHeaders` alternates names and values. */
const isHostValue = (rawHeaders: readonly string[], index: number): boolean =>
  index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === "host";

const isHost = (text: string): boolean =>
  !/[\s/?#@\\]/.test(text) && URL.canParse(`http://${text}`);
