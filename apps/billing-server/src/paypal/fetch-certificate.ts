import { request } from "undici";
import { readWithin } from "../domain/read-within.ts";

const longest = 64 * 1024;

// A 408 and a 429 are about us, the other 4xx about the address.
const isMissing = (status: number): boolean =>
  status >= 400 && status < 500 && status !== 408 && status !== 429;

/**
 * Fetches a certificate bundle; `null` when there is none at that address. Rejects on anything but a
 * 200 of reasonable size within 5 s.
 */
export async function fetchCertificate(url: URL): Promise<string | null> {
  const { statusCode, body } = await request(url, { signal: AbortSignal.timeout(5_000) });
  if (statusCode !== 200) {
    await body.dump();
    if (isMissing(statusCode)) return null;
    throw new Error(`The certificate's address answered ${statusCode}.`);
  }
  return (await readWithin(body, longest, "The certificate")).toString("utf8");
}
