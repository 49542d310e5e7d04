import type { WireLog } from "../http/wire-log.ts";
import type { WireEntry } from "./operations/wire.ts";

/**
 * `GET /_sandbox/wire/stream`: the wire log as server-sent events, each with the entry as JSON and its
 * id. It begins after the entry of `Last-Event-ID` or `after`; without one, with the next entry.
 */
export function streamWire(wire: WireLog, request: Request): Response {
  const given =
    request.headers.get("last-event-id") ?? new URL(request.url).searchParams.get("after");
  const encoder = new TextEncoder();
  let stop = (): void => {};
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const send = (entry: WireEntry) =>
        controller.enqueue(encoder.encode(`id: ${entry.id}\ndata: ${JSON.stringify(entry)}\n\n`));
      // Sends the headers at once.
      controller.enqueue(encoder.encode(": the wire log\n\n"));
      if (given !== null) for (const entry of wire.after(Number(given) || 0)) send(entry);
      stop = wire.listen(send);
    },
    cancel: () => stop(),
  });
  return new Response(body, {
    headers: { "content-type": "text/event-stream", "cache-control": "no-store" },
  });
}
