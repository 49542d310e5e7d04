import type { AppRouter } from "@onekonsole/billing-contract";
import { createTRPCClient, type TRPCClient } from "@trpc/client";
import { describeFailures } from "./describe-failures.ts";
import { fetchReceiptPdf, type ReceiptPdfOptions } from "./receipt-pdf.ts";
import { repeatCalls } from "./repeat-calls.ts";
import { sendCalls } from "./send-calls.ts";
import { activeTrace, traceCalls, type TraceHeaders, traceOf } from "./trace-calls.ts";
import { type SettledOrder, waitUntilSettled, type WaitOptions } from "./wait-until-settled.ts";

export interface BillingClientOptions {
  /** The service's root, such as `https://billing.example.org`; `/trpc` is added. */
  readonly url: string;
  /**
   * The access token, or a function that returns a fresh one before every request and reconnect.
   */
  readonly token?: string | (() => string | Promise<string>);
  /** Timeout of a query or mutation in milliseconds; 30,000 by default. Streams have none. */
  readonly timeoutMs?: number;
  /**
   * How long queries and `order.create` are repeated after a failure that may pass, such as a lost connection, in
   * milliseconds from the call; 10,000 by default, 0 for never. A pause that the service requests is respected.
   */
  readonly retryForMs?: number;
  /**
   * The headers of the trace that a call belongs to; read when the call is made, and sent with all its attempts. By
   * default, the trace of the active span of the application's OpenTelemetry, if it has one.
   */
  readonly traceHeaders?: () => TraceHeaders;
  /** Replaces the global fetch, for tests and proxies. */
  readonly fetch?: typeof globalThis.fetch;
}

/** The typed procedures of the service, and functions for what no procedure does. */
export interface BillingClient extends TRPCClient<AppRouter> {
  /**
   * Follows an order until it is settled: nothing more happens to it by itself. Reconnects after a
   * disconnect, and after a limit or an overload with the pause that the service requests, at most
   * five minutes. Rejects with the service's error for an unknown order, and with the signal's
   * reason when aborted. A payer may take hours: pass a signal, such as `AbortSignal.timeout`, to
   * wait for a shorter time.
   */
  readonly waitUntilSettled: (orderId: string, options?: WaitOptions) => Promise<SettledOrder>;
  /** The receipt of an order as PDF, or one of its credit notes by its number. */
  readonly receiptPdf: (orderId: string, options?: ReceiptPdfOptions) => Promise<Blob>;
}

/**
 * A client of the billing service for browsers and Node ≥ 22. Every failed call rejects with a
 * TRPCClientError that has a code, an action and a text for the user: see `isBillingError`.
 */
export function createBillingClient(options: BillingClientOptions): BillingClient {
  const root = options.url.replace(/\/+$/, "");
  // Looked up at each call: tests and tracing replace the global one later than a module creates its client.
  const fetch: typeof globalThis.fetch =
    options.fetch ?? ((input, init) => globalThis.fetch(input, init));
  const timedFetch: typeof fetch = (input, init) =>
    fetch(input, withTimeout(init, options.timeoutMs));
  const authorization = async (): Promise<Record<string, string>> => {
    const token = typeof options.token === "function" ? await options.token() : options.token;
    return token ? { authorization: `Bearer ${token}` } : {};
  };
  const trpc = createTRPCClient<AppRouter>({
    links: [
      traceCalls(options.traceHeaders ?? activeTrace),
      repeatCalls(options.retryForMs ?? 10_000),
      describeFailures,
      sendCalls({
        url: `${root}/trpc`,
        headers: async (operation) => ({ ...traceOf(operation), ...(await authorization()) }),
        fetch,
        timedFetch,
      }),
    ],
  });
  // The client is also what tRPC's own integrations accept: they look for a symbol on it.
  return Object.assign(Object.create(trpc) as TRPCClient<AppRouter>, {
    waitUntilSettled: (orderId: string, waitOptions?: WaitOptions) =>
      waitUntilSettled(trpc, orderId, waitOptions),
    receiptPdf: (orderId: string, pdfOptions: ReceiptPdfOptions = {}) =>
      fetchReceiptPdf({
        root,
        orderId,
        options: pdfOptions,
        send: async (to, init) => timedFetch(to, { ...init, headers: await authorization() }),
      }),
  });
}

function withTimeout(init: RequestInit | undefined, timeoutMs = 30_000): RequestInit {
  const timeout = AbortSignal.timeout(timeoutMs);
  const signal = init?.signal ? AbortSignal.any([init.signal, timeout]) : timeout;
  return { ...init, signal };
}
