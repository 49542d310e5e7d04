import type { Order } from "../domain/order.ts";
import { type Breaker, circuitOpen } from "../ports/breaker.ts";
import { type CallEnd, type CallObserver, instrument } from "../ports/call-observer.ts";
import type { DeliveryLookup, DeliveryOutcome, WebOrder } from "../ports/web-order.ts";
import { coalesceListScans } from "./coalesce-list-scans.ts";
import { createConnections } from "./connections.ts";
import { deliver } from "./deliver.ts";
import { lookUpByUser, lookUpInAll } from "./look-up.ts";
import type { WebOrderEndpoint } from "./post-json.ts";

export interface WebOrderOptions {
  /** The full URL that paid orders are POSTed to. */
  readonly url: string;
  readonly breaker: Breaker;
  readonly observer?: CallObserver;
  /** Deadline of one HTTP exchange in milliseconds; 15 s by default. */
  readonly deadlineMs?: number;
}

/** The HTTP client of web-order. See the port for the meaning of each outcome. */
export function createWebOrder(options: WebOrderOptions): WebOrder & { close(): Promise<void> } {
  const { breaker, observer, deadlineMs = 15_000 } = options;
  const url = new URL(options.url);
  const connections = createConnections(url.origin);
  const traceParent = () => observer?.tracer.traceParent() ?? null;
  const endpoint: WebOrderEndpoint = { dispatcher: connections.pool, url, deadlineMs, traceParent };
  const lookUpShared = coalesceListScans((orders) => lookUpInAll(endpoint, orders));
  const deliverUnlessOpen = async (order: Order): Promise<DeliveryOutcome> => {
    const outcome = await breaker.run(() => deliver(endpoint, connections.open(), order), isOutage);
    if (outcome !== "open") return outcome;
    return { kind: "not_sent", reason: circuitOpen, retryAfterMs: breaker.pauseMs };
  };
  const lookUpUnlessOpen = async (order: Order): Promise<DeliveryLookup> => {
    const own = await breaker.run(
      () => lookUpByUser(endpoint, order),
      ({ kind }) => kind === "unreachable",
    );
    if (own === "open")
      return { kind: "unknown", reason: circuitOpen, retryAfterMs: breaker.pauseMs };
    if (own.kind === "unlisted") return lookUpShared(order);
    return own.kind === "unreachable" ? { kind: "unknown", reason: own.reason } : own;
  };
  const instrumented = <T extends DeliveryOutcome | DeliveryLookup>(
    operation: string,
    call: () => Promise<T>,
  ): Promise<T> => instrument({ operation, observer, toEnd: toCallEnd }, call);
  return {
    deliver: (order) => instrumented("deliver", () => deliverUnlessOpen(order)),
    lookUp: (order) => instrumented("look_up", () => lookUpUnlessOpen(order)),
    close: () => connections.close(),
  };
}

function toCallEnd(result: DeliveryOutcome | DeliveryLookup): CallEnd {
  if (!("reason" in result)) return { outcome: result.kind, isOk: true };
  const isOpen = result.reason === circuitOpen;
  return { outcome: isOpen ? "circuit_open" : result.kind, isOk: false };
}

const isOutage = ({ kind }: DeliveryOutcome): boolean => kind !== "accepted" && kind !== "refused";
