import type { IncomingMessage } from "node:http";

const discardMs = 500;

/** Reads a body of known length; rejects if the client disconnects, or has disconnected, before its end. */
export function readBody(incoming: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const onClose = () => reject(new Error("The client disconnected."));
    // Its events have been emitted.
    if (incoming.destroyed) onClose();
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.once("error", reject);
    incoming.once("close", onClose);
    incoming.once("end", () => {
      incoming.off("close", onClose);
      const [first] = chunks;
      resolve(chunks.length === 1 && first ? first : Buffer.concat(chunks));
    });
  });
}

/**
 * Closes the connection unless the rest of the body arrives soon: the response was sent without it, and
 * Node discards what arrives.
 */
export function awaitDiscarded(incoming: IncomingMessage): void {
  if (incoming.complete || incoming.destroyed) return;
  const timer = setTimeout(() => incoming.socket.destroySoon(), discardMs);
  incoming.once("close", () => clearTimeout(timer));
}
