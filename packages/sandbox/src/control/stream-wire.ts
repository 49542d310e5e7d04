import type { ControlledSandbox } from "./handler.ts";
import type { WireEntry } from "./operations/wire.ts";

/**
 * `GET /_sandbox/wire/stream`: the wire log as server-sent events, each with the entry as JSON and its
 * id. It begins after the entry of `Last-Event-ID` or `after`; without one, with the next entry.
 * An event `acted` follows each operation of the control API that may have changed the sandbox.
 */
export function streamWire(
  { wire, acted }: Pick<ControlledSandbox, "wire" | "acted">,
  request: Request,
): Response {
  const given =
    request.headers.get("last-event-id") ?? new URL(request.url).searchParams.get("after");
  const encoder = new TextEncoder();
  const stops: (() => void)[] = [];
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const write = (text: string) => controller.enqueue(encoder.encode(`${text}\n\n`));
      const send = (entry: WireEntry) => write(`id: ${entry.id}\ndata: ${JSON.stringify(entry)}`);
      // Sends the headers at once.
      write(": the wire log");
      if (given !== null) for (const entry of wire.after(Number(given) || 0)) send(entry);
      stops.push(
        wire.listen(send),
        acted.add((operation) => write(`event: acted\ndata: ${JSON.stringify({ operation })}`)),
      );
    },
    cancel: () => {
      for (const stop of stops) stop();
    },
  });
  return new Response(body, {
    headers: { "content-type": "text/event-stream", "cache-control": "no-store" },
  });
}
