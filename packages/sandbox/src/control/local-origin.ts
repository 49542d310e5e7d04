const localHosts: ReadonlySet<string> = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** Whether a URL or an `Origin` header names this machine. */
function isLocal(address: string): boolean {
  return URL.canParse(address) && localHosts.has(new URL(address).hostname);
}

/**
 * Whether a request may act on the sandbox. A page of another site, which could reach this machine
 * through the browser, sends its own origin, or its own host name after a change of its DNS record.
 */
export function mayControl(request: Request, publicHost: string): boolean {
  const origin = request.headers.get("origin");
  const host = request.headers.get("host") ?? new URL(request.url).host;
  const { hostname } = new URL(`http://${host}`);
  const isKnownHost = localHosts.has(hostname) || hostname === publicHost;
  return (origin === null || isLocal(origin)) && isKnownHost;
}
