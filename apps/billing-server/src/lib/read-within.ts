/**
 * Reads a body to its end; rejects with ANSWER_TOO_LONG as soon as it is longer than that, with `whose`
 * in the reason.
 */
export async function readWithin(
  body: AsyncIterable<Uint8Array> | null,
  mostBytes: number,
  whose: string,
): Promise<Buffer<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.length;
    if (size > mostBytes) {
      const error = new Error(`${whose} is too long.`);
      throw Object.assign(error, { code: "ANSWER_TOO_LONG" });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
