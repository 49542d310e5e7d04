import { connect } from "node:net";

/** What came back; `null` when the connection was closed without a word. */
export interface FuzzAnswer {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

// Far above what any answer takes: the longest of ours is a call to PayPal.
const timeoutMs = 30_000;

/**
 * Sends bytes to the server and reads its answer until it closes the connection, of a stream until its
 * first event. Rejects when nobody listens or the answer does not come: the server hangs.
 */
export function exchange(
  port: number,
  bytes: Buffer,
  isNoise: boolean,
): Promise<FuzzAnswer | null> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1");
    const chunks: Buffer[] = [];
    const end = (settle: () => void) => {
      clearTimeout(timer);
      socket.destroy();
      settle();
    };
    const finish = () => end(() => resolve(answerIn(Buffer.concat(chunks))));
    const timer = setTimeout(
      () => end(() => reject(new Error(`No answer within ${timeoutMs / 1000} s.`))),
      timeoutMs,
    );
    socket.on("data", (chunk) => {
      chunks.push(chunk);
      if (isStreaming(chunks)) finish();
    });
    socket.once("close", finish);
    socket.once("error", (error: NodeJS.ErrnoException) => {
      // A server that refuses what is still being sent cuts it.
      if (error.code === "ECONNRESET" || error.code === "EPIPE") finish();
      else end(() => reject(error));
    });
    socket.write(bytes);
    // Noise may be half a request: its sender is done all the same.
    if (isNoise) socket.end();
  });
}

function isStreaming(chunks: readonly Buffer[]): boolean {
  const text = Buffer.concat(chunks).toString("latin1");
  if (!/^content-type: text\/event-stream/im.test(text)) return false;
  // The first event only says that the stream is open.
  return (text.match(/^(?:event|data): /gm)?.length ?? 0) > 2;
}

function answerIn(bytes: Buffer): FuzzAnswer | null {
  const text = bytes.toString("utf8").replace(/^(?:HTTP\/1\.1 1\d\d [^\r]*\r\n\r\n)+/, "");
  const [head = "", ...rest] = text.split("\r\n\r\n");
  const [statusLine = "", ...lines] = head.split("\r\n");
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(statusLine)?.[1]);
  if (!status) return null;
  const headers = new Map(
    lines.map((line) => {
      const [name = "", ...value] = line.split(": ");
      return [name.toLowerCase(), value.join(": ")];
    }),
  );
  // Behind it may be the answer to what followed the request.
  const length = Number(headers.get("content-length") ?? Number.POSITIVE_INFINITY);
  const body = Buffer.from(rest.join("\r\n\r\n")).subarray(0, length).toString("utf8");
  const isChunked = headers.get("transfer-encoding") === "chunked";
  return { status, headers, body: isChunked ? withoutChunks(body) : body };
}

/** Chunk sizes stand on lines of their own; our answers have no CRLF inside. */
const withoutChunks = (body: string): string =>
  body
    .split("\r\n")
    .filter((_, index) => index % 2 === 1)
    .join("");
