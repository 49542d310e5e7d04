/**
 * Reads a body to its end. Rejects with the code ANSWER_TOO_LONG as soon as it exceeds `maxBytes`; `subject`
 * begins the message.
 */
export async function readWithin(
  body: AsyncIterable<Uint8Array> | null,
  maxBytes: number,
  subject: string,
): Promise<Buffer<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.length;
    if (size > maxBytes) {
      const error = new Error(`${subject} is too long.`);
      throw Object.assign(error, { code: "ANSWER_TOO_LONG" });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
