import type { Call } from "./call.ts";
import { dropOldest } from "./drop-oldest.ts";

/** A received request. */
export interface ReceivedRequest {
  readonly method: string;
  /** Without the query string. */
  readonly path: string;
  /** With its question mark; empty if there is none. */
  readonly query: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The parsed JSON, or the text if it is not JSON; undefined if empty. */
  readonly body: unknown;
  /** Milliseconds since the epoch, by the machine's own clock. */
  readonly at: number;
}

const kept = 100_000;

/** The latest requests in the order of their arrival, at least 100,000. */
export class RequestLog {
  readonly entries: ReceivedRequest[] = [];

  record({ request, url, text, json }: Call): void {
    this.entries.push({
      method: request.method,
      path: url.pathname,
      query: url.search,
      headers: Object.fromEntries(request.headers),
      body: text === "" ? undefined : (json ?? text),
      at: Date.now(),
    });
    dropOldest(this.entries, kept);
  }
}
