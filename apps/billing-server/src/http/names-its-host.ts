import type { IncomingMessage } from "node:http";

/**
 * Whether a request names the host it is for as HTTP demands (RFC 9112, section 3.2): once and readably. Two could
 * be read differently by a proxy and by us. Only HTTP/1.0, as health checks of load balancers speak it, may
 * leave it out.
 */
export function namesItsHost({ httpVersion, rawHeaders }: IncomingMessage): boolean {
  const hosts = rawHeaders.filter((_, index) => isHostValue(rawHeaders, index));
  const [host] = hosts;
  if (host === undefined) return httpVersion === "1.0";
  return hosts.length === 1 && isHost(host);
}

/** Names and values take turns in the list. */
const isHostValue = (rawHeaders: readonly string[], index: number): boolean =>
  index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === "host";

const isHost = (text: string): boolean =>
  !/[\s/?#@\\]/.test(text) && URL.canParse(`http://${text}`);
