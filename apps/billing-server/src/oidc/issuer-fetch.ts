/** Asks an issuer for a document: its whole answer, or a rejection. */
export type IssuerFetch = (url: string, init?: RequestInit) => Promise<Response>;

const longestBytes = 1024 * 1024;
const timeoutMs = 5_000;

/** Rejects for any status but 200, redirects included, and for more than 1 MiB. */
export const fetchFromIssuer: IssuerFetch = async (url, init = {}) => {
  const signal = init.signal ?? AbortSignal.timeout(timeoutMs);
  const response = await fetch(url, { ...init, redirect: "manual", signal });
  if (response.status === 200) return new Response(await readWithin(response.body));
  await response.body?.cancel();
  throw new Error(`The issuer answered ${response.status}.`);
};

async function readWithin(body: AsyncIterable<Uint8Array> | null): Promise<Blob> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.length;
    if (size > longestBytes) throw new Error("The issuer's answer is too long.");
    chunks.push(new Uint8Array(chunk));
  }
  return new Blob(chunks);
}
