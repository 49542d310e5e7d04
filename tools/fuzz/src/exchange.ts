import { connect } from "node:net";
import { type FuzzResponse, isStreaming, parseResponse } from "./parse-response.ts";

// Far above the longest response, which includes a request to PayPal.
const timeoutMs = 30_000;

export interface ExchangeOptions {
  readonly port: number;
  readonly bytes: Buffer;
  /** Ends the sending side after the bytes, which may be an incomplete request. */
  readonly endsAfterSending: boolean;
}

/**
 * Sends bytes to the server and reads its response until the connection is closed, or until the first
 * event of a stream; `null` if the connection is closed without a response. Rejects if the server
 * does not listen or does not respond within 30 seconds.
 */
export function exchange(options: ExchangeOptions): Promise<FuzzResponse | null> {
  const { port, bytes, endsAfterSending } = options;
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1");
    const chunks: Buffer[] = [];
    const end = (settle: () => void) => {
      clearTimeout(timer);
      socket.destroy();
      settle();
    };
    const finish = () => end(() => resolve(parseResponse(Buffer.concat(chunks))));
    const timer = setTimeout(
      () => end(() => reject(new Error(`No response within ${timeoutMs / 1000} s.`))),
      timeoutMs,
    );
    socket.on("data", (chunk) => {
      chunks.push(chunk);
      if (isStreaming(Buffer.concat(chunks))) finish();
    });
    socket.once("close", finish);
    socket.once("error", (error: NodeJS.ErrnoException) => {
      // The server closes the connection when it rejects a request that is still being sent.
      if (error.code === "ECONNRESET" || error.code === "EPIPE") finish();
      else end(() => reject(error));
    });
    socket.write(bytes);
    if (endsAfterSending) socket.end();
  });
}
