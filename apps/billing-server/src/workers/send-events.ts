import { BillingError } from "../domain/billing-error.ts";
import type { ActiveEndpoint } from "../ports/endpoint-outbox.ts";
import { type SendDependencies, sendToEndpoint } from "./send-to-endpoint.ts";

interface SendingOptions extends SendDependencies {
  /** The interval in which attempts become due, and endpoints of other replicas appear. */
  readonly pollMs?: number;
  /** The delay after a wake-up, so that events that follow each other are sent together. */
  readonly wakeMs?: number;
}

/** The sending of events by this replica. */
export interface EventSending {
  /** Events were committed; a hint that may be lost. */
  wake(): void;
  /** Starts nothing more; resolves when the attempts in progress have ended. */
  stop(): Promise<void>;
}

/**
 * Sends the events of the feed to every endpoint, each independently of the others, so that a slow one delays only
 * itself. All replicas do; each attempt is claimed by one.
 */
export function startSending(options: SendingOptions): EventSending {
  const { outbox, targetOf, log, pollMs = 5_000, wakeMs = 100 } = options;
  const stopping = new AbortController();
  const running = new Map<string, Promise<void>>();
  const wokenAgain = new Set<string>();
  const warned = new Set<string>();
  let hasEndpoints = false;
  let looking: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isSoon = false;

  const lookAfter = (ms: number): void => {
    if (stopping.signal.aborted) return;
    clearTimeout(timer);
    isSoon = ms <= wakeMs;
    timer = setTimeout(() => {
      isSoon = false;
      looking = look().finally(() => {
        if (!isSoon) lookAfter(pollMs);
      });
    }, ms);
  };
  const wake = (): void => {
    if (hasEndpoints && !isSoon) lookAfter(wakeMs);
  };
  const look = async (): Promise<void> => {
    try {
      const endpoints = await outbox.active();
      hasEndpoints = endpoints.length > 0;
      for (const endpoint of endpoints) serve(endpoint);
    } catch (error) {
      report(error);
    }
  };
  const serve = (endpoint: ActiveEndpoint): void => {
    if (stopping.signal.aborted) return;
    if (endpoint.source === "operator" && !targetOf(endpoint)) warnOf(endpoint);
    if (running.has(endpoint.id)) return void wokenAgain.add(endpoint.id);
    const served = sendToEndpoint(options, endpoint, stopping.signal)
      .catch(report)
      .finally(() => {
        running.delete(endpoint.id);
        if (wokenAgain.delete(endpoint.id)) wake();
      });
    running.set(endpoint.id, served);
  };
  const warnOf = ({ id }: ActiveEndpoint): void => {
    if (warned.has(id)) return;
    warned.add(id);
    log.warn({ endpoint_id: id }, "events wait: event_signing_key is not set");
  };
  const report = (error: unknown): void => {
    // The outage of the database is logged by its connections; what was claimed is due again later.
    if (error instanceof BillingError && error.code === "service_unavailable") return;
    log.error({ err: error }, "events not sent");
  };

  lookAfter(0);
  return {
    wake,
    stop: async () => {
      stopping.abort();
      clearTimeout(timer);
      await looking;
      await Promise.all(running.values());
    },
  };
}
