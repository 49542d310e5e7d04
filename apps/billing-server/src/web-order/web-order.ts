import { Pool } from "undici";
import type { Breaker } from "../domain/breaker.ts";
import type { DeliveryOutcome, WebOrder } from "../domain/web-order.ts";
import { deliver } from "./deliver.ts";
import { lookUpByUser, lookUpInAll } from "./look-up.ts";
import type { Downstream } from "./downstream.ts";
import { shareWalks } from "./share-walks.ts";

export interface WebOrderOptions {
  /** The full URL that paid orders are POSTed to. */
  readonly url: string;
  readonly breaker: Breaker;
  /** How long one answer may take in all; 15 s by default. */
  readonly deadlineMs?: number;
}

/** web-order over HTTP; see the port for what each outcome means. */
export function createWebOrder(options: WebOrderOptions): WebOrder & { close(): Promise<void> } {
  const { breaker, deadlineMs = 15_000 } = options;
  const url = new URL(options.url);
  const pool = new Pool(url.origin, {
    connections: 16,
    connect: { timeout: 5_000 },
    keepAliveTimeout: 3_000,
  });
  const downstream: Downstream = { pool, url, deadlineMs };
  const lookUpShared = shareWalks((ids) => lookUpInAll(downstream, ids));
  return {
    deliver: async (order) => {
      const outcome = await breaker.run(() => deliver(downstream, order), isOutage);
      if (outcome !== "open") return outcome;
      return { kind: "not_sent", reason: "CIRCUIT_OPEN", retryAfterMs: breaker.pauseMs };
    },
    lookUp: async (order) => {
      const own = await breaker.run(
        () => lookUpByUser(downstream, order),
        ({ kind }) => kind === "unreachable",
      );
      if (own === "open")
        return { kind: "unknown", reason: "CIRCUIT_OPEN", retryAfterMs: breaker.pauseMs };
      if (own.kind === "unlisted") return lookUpShared(order.paypalOrderId);
      return own.kind === "unreachable" ? { kind: "unknown", reason: own.reason } : own;
    },
    close: () => pool.destroy(),
  };
}

const isOutage = ({ kind }: DeliveryOutcome): boolean => kind !== "accepted" && kind !== "refused";
