export interface TextResponse {
  readonly status: number;
  readonly body: string;
}

/**
 * The response in what a connection has received, or undefined while it is incomplete. Its body has a
 * `content-length` or chunks, as every body of Node's server.
 */
export function readResponse(text: string): TextResponse | undefined {
  const end = text.indexOf("\r\n\r\n");
  if (end < 0) return undefined;
  const head = text.slice(0, end);
  const status = Number(head.slice(9, 12));
  const length = /content-length: (\d+)/i.exec(head)?.[1];
  const rest = text.slice(end + 4);
  if (status === 204) return { status, body: "" };
  if (length !== undefined)
    return rest.length < Number(length) ? undefined : { status, body: rest };
  return rest.endsWith("0\r\n\r\n") ? { status, body: joinChunks(rest) } : undefined;
}

function joinChunks(text: string): string {
  let body = "";
  for (let from = 0; ;) {
    const lineEnd = text.indexOf("\r\n", from);
    const length = Number.parseInt(text.slice(from, lineEnd), 16);
    if (!(length > 0)) return body;
    body += text.slice(lineEnd + 2, lineEnd + 2 + length);
    from = lineEnd + 2 + length + 2;
  }
}
