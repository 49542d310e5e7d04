import { afterEach, expect, test, vi } from "vitest";
import { inspectHeap } from "./heap.ts";

afterEach(() => void vi.unstubAllGlobals());

/** An inspector that answers each method with this message, after a message of another request. */
function stubInspector(responses: Readonly<Record<string, object>>): string[] {
  const methods: string[] = [];
  class Inspector extends EventTarget {
    constructor() {
      super();
      queueMicrotask(() => this.dispatchEvent(new Event("open")));
    }
    send(text: string): void {
      const { id, method } = JSON.parse(text) as { id: number; method: string };
      methods.push(method);
      for (const response of [
        { id: -1, result: { usedSize: 1 } },
        { id, ...responses[method] },
      ])
        this.dispatchEvent(new MessageEvent("message", { data: JSON.stringify(response) }));
    }
    close(): void {
      methods.push("close");
    }
  }
  vi.stubGlobal("WebSocket", Inspector);
  return methods;
}

test("reports the bytes in use after a collection", async () => {
  const methods = stubInspector({
    "HeapProfiler.collectGarbage": { result: {} },
    "Runtime.getHeapUsage": { result: { usedSize: 4_096 } },
  });
  const heap = await inspectHeap("ws://127.0.0.1/1");
  expect(await heap.usedBytes()).toBe(4_096);
  heap.close();
  expect(methods).toEqual(["HeapProfiler.collectGarbage", "Runtime.getHeapUsage", "close"]);
});

test.each([{ result: {} }, { error: { message: "not found" } }])(
  "rejects if the inspector returns %j",
  async (response) => {
    stubInspector({ "HeapProfiler.collectGarbage": {}, "Runtime.getHeapUsage": response });
    const heap = await inspectHeap("ws://127.0.0.1/1");
    await expect(heap.usedBytes()).rejects.toThrow("The inspector reports no heap size.");
  },
);
