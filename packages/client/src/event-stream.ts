import { createParser } from "eventsource-parser";
import { jittered, pause } from "./pause.ts";

interface StreamRequest extends RequestInit {
  readonly headers: Readonly<Record<string, string>>;
}

export interface EventStreamOptions {
  readonly fetch: (url: string, init: StreamRequest) => Promise<Response>;
}

/** How a connection ended; after `null` milliseconds there is no other one. */
interface Ending {
  readonly message: string;
  readonly pauseMs: number | null;
  /** The error of the service in a response that is no stream, as tRPC reads it. */
  readonly error?: unknown;
}

const [connecting, open, closed] = [0, 1, 2] as const;

/**
 * What tRPC's subscriptions need of EventSource, over fetch: the browser's own can't send the Authorization
 * header. Reconnects after the end or failure of a connection, as the HTML standard says, and also after the
 * status 429 or 5xx, with the pause of Retry-After. Any other response that is no stream closes it.
 */
export class EventStream extends EventTarget {
  readonly CONNECTING = connecting;
  readonly OPEN = open;
  readonly CLOSED = closed;
  readyState: 0 | 1 | 2 = connecting;
  readonly #closing = new AbortController();
  #lastEventId = "";
  #pauseMs = 3_000;

  constructor(url: string, { fetch }: EventStreamOptions) {
    super();
    void this.#run(url, fetch);
  }

  close(): void {
    this.readyState = closed;
    this.#closing.abort();
  }

  async #run(url: string, fetch: EventStreamOptions["fetch"]): Promise<void> {
    const { signal } = this.#closing;
    while (!signal.aborted) {
      const { message, pauseMs, error } = await this.#connect(url, fetch).catch(toEnding);
      if (signal.aborted) return;
      this.readyState = connecting;
      if (pauseMs === null) this.close();
      this.dispatchEvent(Object.assign(new Event("error"), { message, error }));
      await pause(jittered(Math.max(this.#pauseMs, pauseMs ?? 0)), signal);
    }
  }

  async #connect(url: string, fetch: EventStreamOptions["fetch"]): Promise<Ending> {
    const headers = {
      accept: "text/event-stream",
      ...(this.#lastEventId ? { "last-event-id": this.#lastEventId } : {}),
    };
    const response = await fetch(url, { headers, signal: this.#closing.signal, cache: "no-store" });
    const { body, status } = response;
    const type = response.headers.get("content-type") ?? "";
    if (status === 200 && body && type.startsWith("text/event-stream")) {
      await this.#read(body.getReader());
      return { message: "The stream ended.", pauseMs: 0 };
    }
    const isPassing = status >= 500 || status === 429;
    const content = (await response.json().catch(() => null)) as { error?: unknown } | null;
    return {
      message: `The stream's response has status ${status}.`,
      pauseMs: isPassing ? retryAfterMs(response) : null,
      error: isPassing ? undefined : content?.error,
    };
  }

  async #read(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
    const decoder = new TextDecoder();
    const parser = createParser({
      onId: (id) => (this.#lastEventId = id),
      onRetry: (ms) => (this.#pauseMs = ms),
      onEvent: ({ event = "message", data }) => {
        const init = { data, lastEventId: this.#lastEventId };
        if (this.readyState === open) this.dispatchEvent(new MessageEvent(event, init));
      },
    });
    this.readyState = open;
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      parser.feed(decoder.decode(value, { stream: true }));
    }
  }
}

const toEnding = (error: unknown): Ending => ({
  message: error instanceof Error ? error.message : "The stream failed.",
  pauseMs: 0,
});

function retryAfterMs({ headers }: Response): number {
  const seconds = Number(headers.get("retry-after") ?? 0);
  return seconds > 0 ? seconds * 1_000 : 0;
}
