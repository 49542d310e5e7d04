import { request } from "undici";
import { readWithin } from "../lib/read-within.ts";

const longest = 64 * 1024;

// A 408 and a 429 are about us, the other 4xx about the address.
const isMissing = (status: number): boolean =>
  status >= 400 && status < 500 && status !== 408 && status !== 429;

/**
 * Fetches a certificate bundle; `null` when there is none at that address. Rejects on anything but a
 * 200 of reasonable size within 5 s.
 */
export async function fetchCertificate(url: URL): Promise<string | null> {
  const { statusCode, body } = await request(url, {
    signal: AbortSignal.timeout(5_000),
    // The one that a cache on the way holds may have been reissued at its URL since.
    headers: { "cache-control": "no-cache" },
  });
  if (statusCode !== 200) {
    await body.dump();
    if (isMissing(statusCode)) return null;
    throw new Error(`The certificate's address answered ${statusCode}.`);
  }
  return (await readWithin(body, longest, "The certificate")).toString("utf8");
}

/**
 * Fetches it where the event says, and where that can't be reached through the host that stands in for
 * PayPal's, such as a proxy: whose it is, its chain proves, not the way it came.
 */
export const fetchCertificateOrVia =
  (baseUrl: string | undefined) =>
  async (url: URL): Promise<string | null> => {
    try {
      return await fetchCertificate(url);
    } catch (error) {
      const text = baseUrl === undefined ? null : await fetchCertificate(within(baseUrl, url));
      // That a proxy does not pass the path on says nothing about the certificate.
      if (text === null) throw error;
      return text;
    }
  };

function within(baseUrl: string, { pathname }: URL): URL {
  const base = new URL(baseUrl);
  return new URL(base.pathname.replace(/\/+$/, "") + pathname, base.origin);
}
