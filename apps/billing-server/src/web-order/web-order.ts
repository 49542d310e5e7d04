import { Pool } from "undici";
import type { WebOrder } from "../domain/web-order.ts";
import { deliver } from "./deliver.ts";
import { lookUp } from "./look-up.ts";
import type { Downstream } from "./downstream.ts";

/** web-order over HTTP; see the port for what each outcome means. */
export function createWebOrder(
  url: string,
  deadlineMs = 15_000,
): WebOrder & { close(): Promise<void> } {
  const { origin } = new URL(url);
  const pool = new Pool(origin, {
    connections: 16,
    connect: { timeout: 5_000 },
    keepAliveTimeout: 3_000,
  });
  const downstream: Downstream = { pool, url: new URL(url), deadlineMs };
  return {
    deliver: (order) => deliver(downstream, order),
    lookUp: (paypalOrderId) => lookUp(downstream, paypalOrderId),
    close: () => pool.destroy(),
  };
}
