import { request } from "undici";
import { readWithin } from "../lib/read-within.ts";

const maxBytes = 64 * 1024;

// 408 and 429 are transient; any other 4xx means that the URL has no certificate.
const isMissing = (status: number): boolean =>
  status >= 400 && status < 500 && status !== 408 && status !== 429;

/**
 * Fetches a certificate bundle; `null` if the URL has none (any 4xx but 408 and 429). Rejects on every
 * other status, on more than 64 KiB and after 5 s.
 */
export async function fetchCertificate(url: URL): Promise<string | null> {
  const { statusCode, body } = await request(url, {
    signal: AbortSignal.timeout(5_000),
    // A cached copy may be out of date: certificates are reissued at the same URL.
    headers: { "cache-control": "no-cache" },
  });
  if (statusCode !== 200) {
    await body.dump();
    if (isMissing(statusCode)) return null;
    throw new Error(`The certificate URL returned HTTP ${statusCode}.`);
  }
  return (await readWithin(body, maxBytes, "The certificate")).toString("utf8");
}

/**
 * Fetches the certificate from the URL in the event and, if that fails, through `baseUrl` (a proxy). The
 * certificate chain proves the origin, so the route does not matter.
 */
export const fetchCertificateWithFallback =
  (baseUrl: string | undefined) =>
  async (url: URL): Promise<string | null> => {
    try {
      return await fetchCertificate(url);
    } catch (error) {
      const text = baseUrl === undefined ? null : await fetchCertificate(within(baseUrl, url));
      // A 4xx of the proxy may mean that it does not forward the path: report the original error.
      if (text === null) throw error;
      return text;
    }
  };

function within(baseUrl: string, { pathname }: URL): URL {
  const base = new URL(baseUrl);
  return new URL(base.pathname.replace(/\/+$/, "") + pathname, base.origin);
}
