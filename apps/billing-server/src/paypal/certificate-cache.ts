import type { X509Certificate } from "node:crypto";

/** The trusted certificate at a URL, `null` where none is; rejects when that can't be told now. */
export type FetchLeaf = (url: URL) => Promise<X509Certificate | null>;

/** Signing certificates by the URL that an event names. */
export interface CertificateCache {
  /** The certificate at a URL, fetched at most once at a time. Rejects when it can't be had now. */
  get(url: URL): Promise<X509Certificate | null>;
  /**
   * Fetches it again, in case it was reissued at its URL; `null` when no other one can be there, since
   * it was fetched within the last minute. Rejects when it can't be had now.
   */
  renew(url: URL): Promise<X509Certificate | null>;
  /** Notes that a certificate has verified an event: anybody can name a URL, but not sign. */
  keep(url: URL): void;
}

interface Entry {
  /** `null` where no trusted certificate is. */
  leaf: X509Certificate | null;
  /** These three in milliseconds since the epoch. */
  checkedAt: number;
  failedAt: number;
  until: number;
  isKept: boolean;
}

const mostEntries = 64;
const mostFetches = 8;
const leafLifeMs = 24 * 3600_000;
const checkIntervalMs = 60_000;
const restMs = 10_000;

/**
 * Keeps a certificate for a day, and that a URL has none for a minute. The URLs of verified events
 * are neither evicted nor held up by those that strangers make up, of which eight are fetched at once.
 */
export function createCertificateCache(fetchLeaf: FetchLeaf): CertificateCache {
  const entries = new Map<string, Entry>();
  const running = new Map<string, Promise<Entry>>();

  const fetchOnce = (url: URL): Promise<Entry> => {
    const { href } = url;
    const known = entries.get(href);
    const underWay = running.get(href);
    if (underWay) return underWay;
    if (running.size >= mostFetches && !known?.isKept)
      throw new Error("Too many certificates are asked for.");
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
    const entry = entryOf(leaf, known);
    makeRoom(entries, url.href);
    entries.set(url.href, entry);
    return entry;
  };

  return {
    get: async (url) => {
      const known = entries.get(url.href);
      return (known && known.until > Date.now() ? known : await fetchOnce(url)).leaf;
    },
    renew: async (url) => {
      const known = entries.get(url.href);
      if (known && isWithin(known.checkedAt, checkIntervalMs)) return null;
      if (known && isWithin(known.failedAt, restMs))
        throw new Error("The certificate could not be fetched a moment ago.");
      return (await fetchOnce(url)).leaf;
    },
    keep: (url) => {
      const known = entries.get(url.href);
      if (known) known.isKept = true;
    },
  };
}

/** What was found at a URL; none there for a moment does not undo a certificate that still holds. */
function entryOf(leaf: X509Certificate | null, known: Entry | undefined): Entry {
  const now = Date.now();
  const checked = { checkedAt: now, failedAt: Number.NEGATIVE_INFINITY };
  const isKept = known?.isKept ?? false;
  if (leaf) {
    const until = Math.min(now + leafLifeMs, leaf.validToDate.getTime());
    return { ...checked, isKept, leaf, until };
  }
  if (known?.leaf && known.until > now) return { ...known, ...checked };
  return { ...checked, isKept, leaf: null, until: now + checkIntervalMs };
}

/** Evicts the oldest entry that has verified nothing, else the oldest. */
function makeRoom(entries: Map<string, Entry>, href: string): void {
  if (entries.size < mostEntries || entries.has(href)) return;
  const hrefs = [...entries.keys()];
  const evicted = hrefs.find((it) => !entries.get(it)?.isKept) ?? hrefs[0];
  if (evicted !== undefined) entries.delete(evicted);
}

// Not before it either: a clock that was set back must not hold a fetch up.
function isWithin(time: number, ms: number): boolean {
  const age = Date.now() - time;
  return age >= 0 && age < ms;
}
