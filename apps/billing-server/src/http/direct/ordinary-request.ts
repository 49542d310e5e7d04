import type { IncomingHttpHeaders, IncomingMessage } from "node:http";

/** A request that the direct path may handle. */
export interface OrdinaryRequest {
  readonly incoming: IncomingMessage;
  readonly method: "GET" | "POST";
  readonly path: string;
  /** Without the question mark. */
  readonly query: string;
  readonly headers: IncomingHttpHeaders;
}

// No escapes in the path, and nothing that the URL standard would rewrite.
const ordinaryUrl = /^\/[\w\-./,]*(?:\?[\w\-.~!$&()*+,;=:@/%]+)?$/;

// Each of these changes how a request or its response is read.
const unusualHeaders = ["transfer-encoding", "expect", "upgrade", "trpc-accept"] as const;

interface Limits {
  readonly maxUrlLength: number;
  readonly maxBodyBytes: number;
}

/**
 * The request if Node and the Fetch standard read it the same way; `null` for any other. It is a
 * plain GET or POST over HTTP/1.1 without repeated headers. Its body has a known and permitted
 * length, and its URL needs no normalisation.
 */
export function toOrdinaryRequest(
  incoming: IncomingMessage,
  { maxUrlLength, maxBodyBytes }: Limits,
): OrdinaryRequest | null {
  const { method, url = "", headers, rawHeaders, httpVersion } = incoming;
  if ((method !== "GET" && method !== "POST") || httpVersion !== "1.1") return null;
  const host = headers.host ?? "";
  if (url.length + host.length + "http://".length > maxUrlLength) return null;
  if (!ordinaryUrl.test(url)) return null;
  if (Object.keys(headers).length * 2 !== rawHeaders.length) return null;
  if (unusualHeaders.some((name) => headers[name] !== undefined)) return null;
  if (!hasOrdinaryLength(method, headers["content-length"], maxBodyBytes)) return null;
  const [path = "", query = ""] = url.split("?");
  return { incoming, method, path, query, headers };
}

function hasOrdinaryLength(method: string, length: string | undefined, most: number): boolean {
  if (method === "GET") return length === undefined;
  return length !== undefined && Number(length) <= most;
}
