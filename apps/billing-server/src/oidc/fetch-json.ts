import { parseJson } from "../lib/parse-json.ts";
import { readWithin } from "../lib/read-within.ts";

const longestBytes = 1024 * 1024;
const timeoutMs = 5_000;

/**
 * Fetches a JSON document; rejects for any status but 200, redirects included, for more than 1 MiB,
 * and for JSON of an absurd shape.
 */
export async function fetchJson(url: string): Promise<unknown> {
  const signal = AbortSignal.timeout(timeoutMs);
  const response = await fetch(url, { redirect: "manual", signal });
  if (response.status !== 200) {
    await response.body?.cancel();
    throw new Error(`${url} answered ${response.status}.`);
  }
  const document = parseJson(await readWithin(response.body, longestBytes, `The answer of ${url}`));
  if (document === undefined)
    throw new Error(`${url} answered with no JSON, or with too many levels or values.`);
  return document;
}
