import { request } from "undici";

const longest = 64 * 1024;

/** Fetches a certificate bundle; rejects on anything but a 200 of reasonable size within 5 s. */
export async function fetchCertificate(url: URL): Promise<string> {
  const { statusCode, body } = await request(url, { signal: AbortSignal.timeout(5_000) });
  if (statusCode !== 200) {
    await body.dump();
    throw new Error(`The certificate's address answered ${statusCode}.`);
  }
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > longest) throw new Error("The certificate is too long.");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
