/**
 * A link to another site if it is safe to open, otherwise undefined. Safe is https, and the
 * simulator of `npm run dev` on the loopback without TLS. A `javascript:` link would run in this
 * page.
 */
export function safeLink(link: string | null | undefined): string | undefined {
  if (!link || !URL.canParse(link)) return undefined;
  const { protocol, hostname, href } = new URL(link);
  const isSimulator = protocol === "http:" && loopback.has(hostname);
  return protocol === "https:" || isSimulator ? href : undefined;
}

const loopback: ReadonlySet<string> = new Set(["127.0.0.1", "[::1]", "localhost"]);
