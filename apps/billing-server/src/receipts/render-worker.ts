import { parentPort } from "node:worker_threads";
import { renderReceipt } from "./render-receipt.ts";
import type { RenderRequest, RenderResult } from "./render-request.ts";

/** The program of the worker thread: renders one document for each message. */
parentPort?.on("message", ({ document, language }: RenderRequest) => {
  renderReceipt(document, language).then(
    (pdf) => reply({ pdf }),
    (error: unknown) => reply({ error }),
  );
});

const reply = (result: RenderResult) => parentPort?.postMessage(result);
