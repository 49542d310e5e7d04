import type { MeasuredProcess } from "@onekonsole/billing-testkit/process/measured-process";
import type { Candidate } from "../compare.ts";
import { newOrder } from "../create-order.ts";
import { getText, postText } from "./request-text.ts";
import { sendLoad } from "./send-load.ts";

/** GET of one path. */
export function getLoad(name: string, process: MeasuredProcess, path: string): Candidate {
  const text = getText(path);
  return {
    name,
    process,
    run: (requests, atOnce) =>
      sendLoad({ port: process.port, requests, atOnce, request: () => text }),
  };
}

/** POST /order/create. */
export function createLoad(name: string, process: MeasuredProcess): Candidate {
  return {
    name,
    process,
    run: (requests, atOnce) =>
      sendLoad({ port: process.port, requests, atOnce, request: createText }),
  };
}

const createText = (): string => postText("/order/create", newOrder());
