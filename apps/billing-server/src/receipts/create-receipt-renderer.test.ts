import { once } from "node:events";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { ReceiptRenderer } from "../ports/receipt-renderer.ts";
import { createReceiptRenderer, type ClosableReceiptRenderer } from "./create-receipt-renderer.ts";
import { receipt } from "./receipt-document.fixture.ts";
import { startWorkerThread, type WorkerThread } from "./worker-thread.ts";

const limits = { documentMs: 60_000, idleMs: 60_000, documents: 3 };

/** A thread whose program is a line of JavaScript. */
const threadOf = (code: string) => () =>
  startWorkerThread(new URL(`data:text/javascript,${encodeURIComponent(code)}`));

const onMessage = (code: string) =>
  threadOf(
    `import { parentPort } from "node:worker_threads"; parentPort.on("message", ({ language }) => { ${code} })`,
  );

const replying = onMessage("parentPort.postMessage({ pdf: new TextEncoder().encode(language) })");
const hanging = onMessage(
  'if (language === "fr") for (;;); parentPort.postMessage({ pdf: new Uint8Array() })',
);

let renderer: ClosableReceiptRenderer;
afterEach(() => renderer.close());

const unavailable = { code: "service_unavailable", retryAfterSeconds: 5 };
const render = (to: ReceiptRenderer, language: "en" | "fr" = "en") => to.render(receipt, language);

describe("the renderer of receipts", () => {
  test("renders in its own thread", async () => {
    renderer = createReceiptRenderer({ limits });
    const pdf = await render(renderer);
    expect(new TextDecoder().decode(pdf.subarray(0, 8))).toBe("%PDF-1.7");
  });

  test("gives up a document that takes too long, and renders the next in a new thread", async () => {
    const ended: string[] = [];
    // Answers at once in English, and never in French.
    const startThread = (): WorkerThread => ({
      render: async ({ language }, signal) => {
        if (language === "fr") await once(signal, "abort");
        signal.throwIfAborted();
        return { pdf: new Uint8Array() };
      },
      end: async () => void ended.push("thread"),
    });
    renderer = createReceiptRenderer({ startThread, limits });
    vi.useFakeTimers();
    const [error] = await Promise.all([
      render(renderer, "fr").catch((thrown: unknown) => thrown),
      vi.advanceTimersByTimeAsync(limits.documentMs),
    ]);
    vi.useRealTimers();
    expect(error).toMatchObject(unavailable);
    expect(ended).toEqual(["thread"]);
    await expect(render(renderer)).resolves.toBeInstanceOf(Uint8Array);
  });

  test("ends a thread in an endless loop", async () => {
    const thread = threadOf("for (;;);")();
    const aborted = AbortSignal.abort(new Error("too late"));
    await expect(thread.render({ document: receipt, language: "en" }, aborted)).rejects.toThrow();
    await expect(thread.end()).resolves.toBeUndefined();
  });

  test("answers each document with its own result", async () => {
    renderer = createReceiptRenderer({ startThread: replying, limits });
    const pdfs = await Promise.all([render(renderer, "en"), render(renderer, "fr")]);
    expect(pdfs.map((pdf) => new TextDecoder().decode(pdf))).toEqual(["en", "fr"]);
  });

  test("rejects more documents than may wait, and accepts again afterwards", async () => {
    renderer = createReceiptRenderer({ startThread: replying, limits });
    const accepted = [render(renderer), render(renderer), render(renderer)];
    await expect(render(renderer)).rejects.toMatchObject(unavailable);
    await Promise.all(accepted);
    await expect(render(renderer)).resolves.toBeInstanceOf(Uint8Array);
  });

  test("does not begin a document that has waited too long", async () => {
    renderer = createReceiptRenderer({
      startThread: hanging,
      limits: { ...limits, documentMs: 0 },
    });
    await expect(render(renderer)).rejects.toMatchObject(unavailable);
  });

  test.each(["process.exit(1)", "throw new Error('no memory')"])(
    "reports a thread that ends by %s, and starts another",
    async (code) => {
      const ending = onMessage(
        `if (language === "fr") { ${code} } parentPort.postMessage({ pdf: new Uint8Array() })`,
      );
      renderer = createReceiptRenderer({ startThread: ending, limits });
      await expect(render(renderer, "fr")).rejects.toMatchObject(unavailable);
      await expect(render(renderer)).resolves.toBeInstanceOf(Uint8Array);
    },
  );

  test("reports a document that cannot be rendered as a fault of the service", async () => {
    const failing = onMessage("parentPort.postMessage({ error: new Error('no font') })");
    renderer = createReceiptRenderer({ startThread: failing, limits });
    await expect(render(renderer)).rejects.toThrow("no font");
  });

  test("ends an unused thread, and starts another for the next document", async () => {
    const ended = Promise.withResolvers<void>();
    let started = 0;
    const startThread = () => {
      started++;
      const thread = replying();
      return {
        ...thread,
        end: async () => {
          await thread.end();
          ended.resolve();
        },
      };
    };
    renderer = createReceiptRenderer({ startThread, limits: { ...limits, idleMs: 0 } });
    await render(renderer);
    await ended.promise;
    await render(renderer);
    expect(started).toBe(2);
  });

  test("rejects the document in progress when the server stops, and later ones", async () => {
    renderer = createReceiptRenderer({ startThread: hanging, limits });
    await render(renderer);
    const [hung] = await Promise.all([
      render(renderer, "fr").catch((error: unknown) => error),
      new Promise(setImmediate).then(() => renderer.close()),
    ]);
    expect(hung).toMatchObject(unavailable);
    await expect(render(renderer)).rejects.toMatchObject(unavailable);
  });
});
