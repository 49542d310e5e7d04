import type { X509Certificate } from "node:crypto";

/** Returns the trusted certificate at a URL, `null` if there is none. Rejects if it cannot be fetched. */
export type FetchLeaf = (url: URL) => Promise<X509Certificate | null>;

/** Signing certificates by URL. */
export interface CertificateCache {
  /** Returns the certificate at a URL; concurrent calls share one fetch. Rejects if the fetch fails. */
  get(url: URL): Promise<X509Certificate | null>;
  /**
   * Fetches the certificate again, in case it was reissued; `null` if it was fetched within the last
   * minute. Rejects if the fetch fails.
   */
  renew(url: URL): Promise<X509Certificate | null>;
  /** Records that a certificate verified an event. Any sender can name a URL, but only PayPal can sign. */
  markVerified(url: URL): void;
}

interface Entry {
  /** `null` if the URL has no trusted certificate. */
  leaf: X509Certificate | null;
  /** All three times are in milliseconds since the epoch. */
  checkedAt: number;
  failedAt: number;
  expiresAt: number;
  isVerified: boolean;
}

const maxEntries = 64;
const maxFetches = 8;
const leafTtlMs = 24 * 3600_000;
const checkIntervalMs = 60_000;
const failureBackoffMs = 10_000;

/**
 * Caches a certificate for a day and the absence of one for a minute. At most eight unverified URLs are
 * fetched at once; the URLs of verified events are exempt from this limit and are evicted last.
 */
export function createCertificateCache(fetchLeaf: FetchLeaf): CertificateCache {
  const entries = new Map<string, Entry>();
  const running = new Map<string, Promise<Entry>>();

  const fetchOnce = (url: URL): Promise<Entry> => {
    const { href } = url;
    const known = entries.get(href);
    const pending = running.get(href);
    if (pending) return pending;
    if (running.size >= maxFetches && !known?.isVerified)
      throw new Error("Too many certificate fetches are in progress.");
    const fetched = fetchEntry(url).finally(() => running.delete(href));
    running.set(href, fetched);
    return fetched;
  };

  const fetchEntry = async (url: URL): Promise<Entry> => {
    const known = entries.get(url.href);
    let leaf: X509Certificate | null;
    try {
      leaf = await fetchLeaf(url);
    } catch (error) {
      if (known) known.failedAt = Date.now();
      throw error;
    }
    const entry = nextEntry(leaf, known);
    evictOldest(entries, url.href);
    entries.set(url.href, entry);
    return entry;
  };

  return {
    get: async (url) => {
      const known = entries.get(url.href);
      return (known && known.expiresAt > Date.now() ? known : await fetchOnce(url)).leaf;
    },
    renew: async (url) => {
      const known = entries.get(url.href);
      if (known && isWithin(known.checkedAt, checkIntervalMs)) return null;
      if (known && isWithin(known.failedAt, failureBackoffMs))
        throw new Error("The last certificate fetch failed less than 10 s ago.");
      return (await fetchOnce(url)).leaf;
    },
    markVerified: (url) => {
      const known = entries.get(url.href);
      if (known) known.isVerified = true;
    },
  };
}

/** The entry after a fetch. A URL without a certificate does not replace one that has not expired. */
function nextEntry(leaf: X509Certificate | null, known: Entry | undefined): Entry {
  const now = Date.now();
  const checked = { checkedAt: now, failedAt: Number.NEGATIVE_INFINITY };
  const isVerified = known?.isVerified ?? false;
  if (leaf) {
    const expiresAt = Math.min(now + leafTtlMs, leaf.validToDate.getTime());
    return { ...checked, isVerified, leaf, expiresAt };
  }
  if (known?.leaf && known.expiresAt > now) return { ...known, ...checked };
  return { ...checked, isVerified, leaf: null, expiresAt: now + checkIntervalMs };
}

/** Evicts the oldest entry that has verified no event, otherwise the oldest one. */
function evictOldest(entries: Map<string, Entry>, href: string): void {
  if (entries.size < maxEntries || entries.has(href)) return;
  const hrefs = [...entries.keys()];
  const evicted = hrefs.find((it) => !entries.get(it)?.isVerified) ?? hrefs[0];
  if (evicted !== undefined) entries.delete(evicted);
}

// A negative age means that the clock was set back, which must not delay a fetch.
function isWithin(time: number, ms: number): boolean {
  const age = Date.now() - time;
  return age >= 0 && age < ms;
}
