import { connect, type Socket } from "node:net";
import { inParallel } from "./in-parallel.ts";

/** Open streams of `order.watch`, one for each order, on connections of their own. */
export interface Watchers extends Disposable {
  /** How many of these orders' streams are open and have this event or a later one. */
  count(version: number, orderIds: readonly string[]): number;
  /** Resolves with the time when the stream of the order had the event, in `performance.now()`. */
  event(orderId: string, version: number): Promise<number>;
}

interface Watcher {
  readonly socket: Socket;
  version: number;
  isOpen: boolean;
  onEvent: (version: number) => void;
}

const timeoutMs = 60_000;

/** Opens the streams and waits for the first event of each. Rejects if one gets none in a minute. */
export async function openWatchers(port: number, orderIds: readonly string[]): Promise<Watchers> {
  const watchers = new Map<string, Watcher>();
  const event = (orderId: string, version: number): Promise<number> => {
    const { promise, resolve, reject } = Promise.withResolvers<number>();
    const watcher = watchers.get(orderId);
    const timer = setTimeout(
      () => reject(new Error(`The stream of ${orderId} has no event ${version}.`)),
      timeoutMs,
    );
    const onEvent = (received: number): void => {
      if (received < version) return;
      clearTimeout(timer);
      resolve(performance.now());
    };
    if (watcher) watcher.onEvent = onEvent;
    onEvent(watcher?.version ?? 0);
    return promise;
  };
  await inParallel(orderIds.length, 64, async (index) => {
    const orderId = orderIds[index] ?? "";
    watchers.set(orderId, openWatcher(port, orderId));
    await event(orderId, 1);
  });
  return {
    event,
    count: (version, ids) =>
      ids.filter((id) => {
        const watcher = watchers.get(id);
        return watcher?.isOpen && watcher.version >= version;
      }).length,
    [Symbol.dispose]: () => {
      for (const { socket } of watchers.values()) socket.destroy();
    },
  };
}

/** A stream that is only read, so that the measuring process costs little. */
function openWatcher(port: number, orderId: string): Watcher {
  const socket = connect(port, "127.0.0.1").setEncoding("latin1");
  const watcher: Watcher = { socket, version: 0, isOpen: true, onEvent: () => undefined };
  const input = encodeURIComponent(JSON.stringify({ order_id: orderId }));
  socket.write(
    `GET /trpc/order.watch?input=${input} HTTP/1.1\r\nhost: billing\r\naccept: text/event-stream\r\n\r\n`,
  );
  let rest = "";
  socket.on("data", (chunk) => {
    const lines = (rest + String(chunk)).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      if (!line.startsWith("id: ")) continue;
      watcher.version = Number(line.slice(4));
      watcher.onEvent(watcher.version);
    }
  });
  socket.on("error", () => undefined);
  socket.once("close", () => (watcher.isOpen = false));
  return watcher;
}
