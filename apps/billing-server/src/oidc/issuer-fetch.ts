import { readWithin } from "../domain/read-within.ts";

/** Asks an issuer for a document: its whole answer, or a rejection. */
export type IssuerFetch = (url: string, init?: RequestInit) => Promise<Response>;

const longestBytes = 1024 * 1024;
const timeoutMs = 5_000;

/** Rejects for any status but 200, redirects included, and for more than 1 MiB. */
export const fetchFromIssuer: IssuerFetch = async (url, init = {}) => {
  const signal = init.signal ?? AbortSignal.timeout(timeoutMs);
  const response = await fetch(url, { ...init, redirect: "manual", signal });
  if (response.status === 200) {
    return new Response(await readWithin(response.body, longestBytes, "The issuer's answer"));
  }
  await response.body?.cancel();
  throw new Error(`The issuer answered ${response.status}.`);
};
