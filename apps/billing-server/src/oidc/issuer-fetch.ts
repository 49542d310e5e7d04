import { isModest } from "../domain/parse-json.ts";
import { readWithin } from "../domain/read-within.ts";

/** Asks an issuer for a document: its whole answer, or a rejection. */
export type IssuerFetch = (url: string, init?: RequestInit) => Promise<Response>;

const longestBytes = 1024 * 1024;
const timeoutMs = 5_000;

/** Rejects for any status but 200, redirects included, for more than 1 MiB, and for JSON of an absurd shape. */
export const fetchFromIssuer: IssuerFetch = async (url, init = {}) => {
  const signal = init.signal ?? AbortSignal.timeout(timeoutMs);
  const response = await fetch(url, { ...init, redirect: "manual", signal });
  if (response.status === 200) {
    const bytes = await readWithin(response.body, longestBytes, "The issuer's answer");
    if (!isModest(bytes))
      throw new Error("The issuer's answer is nested too deeply or has too much in it.");
    return new Response(bytes);
  }
  await response.body?.cancel();
  throw new Error(`The issuer answered ${response.status}.`);
};
