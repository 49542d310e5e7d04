import { once } from "node:events";
import type { ServerResponse } from "node:http";
import type { TrackedEnvelope } from "@trpc/server";
import { sse } from "../../procedures/trpc.ts";
import { trpcVary } from "./trpc-wire.ts";
import { type Headers, headersOf } from "./write-answer.ts";

/** The events of one response. */
export interface EventStream {
  readonly events: AsyncIterable<TrackedEnvelope<unknown>>;
  /** The data of the event that reports an error, as JSON. */
  readonly toErrorData: (thrown: unknown) => Promise<string>;
}

// As tRPC's adapter sends them.
const streamHeaders = {
  "content-type": "text/event-stream",
  "cache-control": "no-cache, no-transform",
  "x-accel-buffering": "no",
  vary: trpcVary,
};
const message = (event: string, data = "") => `event: ${event}\ndata: ${data}\n\n\n`;
const connected = message("connected", JSON.stringify(sse.client));
const ping = message("ping");

/**
 * Writes server-sent events in tRPC's format, without its chain of six web streams, which takes 50 kB for each open
 * stream.
 */
export async function writeEvents(
  outgoing: ServerResponse,
  { events, toErrorData }: EventStream,
  shared: Headers,
): Promise<void> {
  outgoing.writeHead(200, headersOf(streamHeaders, shared));
  outgoing.write(connected);
  const idle = setInterval(() => {
    if (!outgoing.writableNeedDrain) outgoing.write(ping);
  }, sse.ping.intervalMs);
  try {
    for await (const [id, data] of events) {
      idle.refresh();
      if (!outgoing.write(`data: ${JSON.stringify(data)}\nid: ${id}\n\n\n`))
        await drained(outgoing);
    }
    outgoing.end(message("return"));
  } catch (thrown) {
    outgoing.end(message("serialized-error", await toErrorData(thrown)));
  } finally {
    clearInterval(idle);
  }
}

/** Resolves when the client has read enough, or has disconnected. */
async function drained(outgoing: ServerResponse): Promise<void> {
  if (outgoing.destroyed) return;
  const leaving = new AbortController();
  const { signal } = leaving;
  try {
    await Promise.race([once(outgoing, "drain", { signal }), once(outgoing, "close", { signal })]);
  } finally {
    leaving.abort();
  }
}
