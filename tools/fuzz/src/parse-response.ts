/** A response of the server. */
export interface FuzzResponse {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

/** Parses the first response in the bytes of a connection; `null` if they hold none. */
export function parseResponse(bytes: Buffer): FuzzResponse | null {
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
  // A response to bytes after the request may follow.
  const length = Number(headers.get("content-length") ?? Number.POSITIVE_INFINITY);
  const body = Buffer.from(rest.join("\r\n\r\n")).subarray(0, length).toString("utf8");
  const isChunked = headers.get("transfer-encoding") === "chunked";
  return { status, headers, body: isChunked ? joinChunks(body) : body };
}

/** Chunk sizes have lines of their own; the server's responses contain no CRLF. */
const joinChunks = (body: string): string =>
  body
    .split("\r\n")
    .filter((_, index) => index % 2 === 1)
    .join("");

/** Whether the bytes are those of an event stream after its first event. */
export function isStreaming(bytes: Buffer): boolean {
  const text = bytes.toString("latin1");
  if (!/^content-type: text\/event-stream/im.test(text)) return false;
  // The first event only marks the stream as open.
  return (text.match(/^(?:event|data): /gm)?.length ?? 0) > 2;
}
