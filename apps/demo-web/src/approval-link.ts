/**
 * PayPal's approval link where a browser may be sent there, else undefined: https, or the simulator of
 * `npm run dev`, which listens on the loopback without TLS. A `javascript:` link would run in this page.
 */
export function approvalLink(link: string | null | undefined): string | undefined {
  if (!link || !URL.canParse(link)) return undefined;
  const { protocol, hostname, href } = new URL(link);
  const isSimulator = protocol === "http:" && loopback.has(hostname);
  return protocol === "https:" || isSimulator ? href : undefined;
}

const loopback: ReadonlySet<string> = new Set(["127.0.0.1", "[::1]", "localhost"]);
