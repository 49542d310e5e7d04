/** The JavaScript heap of a process started with `--inspect`. */
export interface Heap {
  /** Bytes in use after a full collection: what is really kept. */
  usedBytes(): Promise<number>;
  close(): void;
}

interface Reply {
  readonly id: number;
  readonly result: { readonly usedSize?: number };
}

/** Connects to an inspector; `address` is what Node printed, `ws://…`. */
export async function inspectHeap(address: string): Promise<Heap> {
  const socket = new WebSocket(address);
  await new Promise((resolve, reject) => {
    socket.addEventListener("open", resolve, { once: true });
    socket.addEventListener("error", reject, { once: true });
  });
  let lastId = 0;
  const ask = (method: string): Promise<Reply["result"]> => {
    const id = (lastId += 1);
    return new Promise((resolve) => {
      const onMessage = ({ data }: MessageEvent) => {
        const reply = JSON.parse(String(data)) as Reply;
        if (reply.id !== id) return;
        socket.removeEventListener("message", onMessage);
        resolve(reply.result);
      };
      socket.addEventListener("message", onMessage);
      socket.send(JSON.stringify({ id, method }));
    });
  };
  return {
    usedBytes: async () => {
      await ask("HeapProfiler.collectGarbage");
      return (await ask("Runtime.getHeapUsage")).usedSize ?? Number.NaN;
    },
    close: () => socket.close(),
  };
}
