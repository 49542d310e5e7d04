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
    if (size > maxBytes) throw tooLongError(subject);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** For a body that exceeds its limit; has the code ANSWER_TOO_LONG. */
export const tooLongError = (subject: string): Error =>
  Object.assign(new Error(`${subject} is too long.`), { code: "ANSWER_TOO_LONG" });
