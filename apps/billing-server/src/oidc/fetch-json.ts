import { parseJson } from "../lib/parse-json.ts";
import { readWithin } from "../lib/read-within.ts";

const maxBytes = 1024 * 1024;
const timeoutMs = 5_000;

/**
 * Fetches a JSON document within 5 s. Rejects on any status but 200, including redirects, on more than 1 MiB,
 * and on JSON that exceeds `parseJson`'s limits.
 */
export async function fetchJson(url: string): Promise<unknown> {
  const signal = AbortSignal.timeout(timeoutMs);
  const response = await fetch(url, { redirect: "manual", signal });
  if (response.status !== 200) {
    await response.body?.cancel();
    throw new Error(`${url} returned HTTP ${response.status}.`);
  }
  const document = parseJson(await readWithin(response.body, maxBytes, `The response of ${url}`));
  if (document === undefined)
    throw new Error(`${url} did not return JSON, or JSON with too many levels or values.`);
  return document;
}
