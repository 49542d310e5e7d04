import type { AppRouter } from "@onekonsole/billing-contract";
import { createTRPCClient, httpLink, httpSubscriptionLink, splitLink } from "@trpc/client";
import type { TRPCClient } from "@trpc/client";
import { EventSource } from "eventsource";
import { describeFailures } from "./describe-failures.ts";
import { fetchReceiptPdf, type ReceiptPdfOptions } from "./receipt-pdf.ts";
import { repeatCalls } from "./repeat-calls.ts";
import { streamResponse } from "./stream-response.ts";
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
  const url = `${root}/trpc`;
  const fetch = options.fetch ?? globalThis.fetch;
  const headers = async (): Promise<Record<string, string>> => {
    const token = typeof options.token === "function" ? await options.token() : options.token;
    return token ? { authorization: `Bearer ${token}` } : {};
  };
  const trpc = createTRPCClient<AppRouter>({
    links: [
      repeatCalls(options.retryForMs ?? 10_000),
      describeFailures,
      splitLink({
        condition: (operation) => operation.type === "subscription",
        true: httpSubscriptionLink<AppRouter, typeof EventSource>({
          url,
          // The browser's own EventSource can't send the Authorization header.
          EventSource,
          eventSourceOptions: {
            fetch: async (input, init) =>
              streamResponse(
                await fetch(input, { ...init, headers: { ...init.headers, ...(await headers()) } }),
                init.signal as AbortSignal | undefined,
              ),
          },
        }),
        false: httpLink<AppRouter>({
          url,
          headers,
          fetch: (input, init) => fetch(input, withTimeout(init as RequestInit, options.timeoutMs)),
        }),
      }),
    ],
  });
  return {
    order: trpc.order,
    operator: trpc.operator,
    waitUntilSettled: (orderId, waitOptions) => waitUntilSettled(trpc, orderId, waitOptions),
    receiptPdf: (orderId, pdfOptions = {}) =>
      fetchReceiptPdf({
        root,
        orderId,
        options: pdfOptions,
        send: async (to, init) =>
          fetch(to, withTimeout({ ...init, headers: await headers() }, options.timeoutMs)),
      }),
  } as BillingClient;
}

function withTimeout(init: RequestInit | undefined, timeoutMs = 30_000): RequestInit {
  const timeout = AbortSignal.timeout(timeoutMs);
  const signal = init?.signal ? AbortSignal.any([init.signal, timeout]) : timeout;
  return { ...init, signal };
}
