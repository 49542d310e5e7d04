/** The JavaScript heap of a process started with `--inspect`. */
export interface Heap {
  /** Bytes in use after a full collection. Rejects if the process does not report them. */
  usedBytes(): Promise<number>;
  close(): void;
}

interface InspectorResponse {
  readonly id: number;
  readonly result?: { readonly usedSize?: number };
}

/** Connects to an inspector; `address` is the URL that Node prints, `ws://…`. */
export async function inspectHeap(address: string): Promise<Heap> {
  const socket = new WebSocket(address);
  await new Promise((resolve, reject) => {
    socket.addEventListener("open", resolve, { once: true });
    socket.addEventListener("error", reject, { once: true });
  });
  let lastId = 0;
  const send = (method: string): Promise<InspectorResponse["result"]> => {
    const id = (lastId += 1);
    return new Promise((resolve) => {
      const onMessage = ({ data }: MessageEvent) => {
        const response = JSON.parse(String(data)) as InspectorResponse;
        if (response.id !== id) return;
        socket.removeEventListener("message", onMessage);
        resolve(response.result);
      };
      socket.addEventListener("message", onMessage);
      socket.send(JSON.stringify({ id, method }));
    });
  };
  return {
    usedBytes: async () => {
      await send("HeapProfiler.collectGarbage");
      const { usedSize } = (await send("Runtime.getHeapUsage")) ?? {};
      // A comparison with NaN or undefined would be false, as if the heap had not grown.
      if (typeof usedSize !== "number") throw new Error("The inspector reports no heap size.");
      return usedSize;
    },
    close: () => socket.close(),
  };
}
