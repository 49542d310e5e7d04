import type { IncomingMessage } from "node:http";

/** Reads a body of known length; rejects if the client disconnects before its end. */
export function readBody(incoming: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.once("end", () =>
      resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)),
    );
    incoming.once("error", reject);
    incoming.once("close", () => reject(new Error("The client disconnected.")));
  });
}
