import type { AppRouter } from "@onekonsole/billing-contract";
import { createTRPCClient, httpLink, httpSubscriptionLink, splitLink } from "@trpc/client";
import type { TRPCClient } from "@trpc/client";
import { EventSource } from "eventsource";
import { streamResponse } from "./stream-response.ts";
import { type SettledOrder, waitUntilSettled, type WaitOptions } from "./wait-until-settled.ts";

export interface BillingClientOptions {
  /** The service's root, such as `https://billing.example.org`; `/trpc` is added. */
  readonly url: string;
  /** The user's access token, or how to get a fresh one; asked before every request and reconnect. */
  readonly token?: string | (() => string | Promise<string>);
  /** Longest time a query or mutation may take, in milliseconds; 30,000 by default. Streams have none. */
  readonly timeoutMs?: number;
  /** Another fetch, for tests and proxies. */
  readonly fetch?: typeof globalThis.fetch;
}

/** The typed procedures of the service, and the one wait most callers need. */
export interface BillingClient extends TRPCClient<AppRouter> {
  /**
   * Follows an order until nothing more happens to it by itself, reconnecting as needed: after a cut,
   * and when the service is busy or has a limit for us, no sooner than it says, or after five minutes.
   * Rejects with the service's error for an unknown order, with the signal's reason when aborted. A
   * payer may take hours: without a signal, such as `AbortSignal.timeout`, it waits as long as that.
   */
  readonly waitUntilSettled: (orderId: string, options?: WaitOptions) => Promise<SettledOrder>;
}

/**
 * A client of the billing service for browsers and Node ≥ 22. Every failed call rejects with a
 * TRPCClientError: `toBillingError` turns it into what to show and whether to try again.
 */
export function createBillingClient(options: BillingClientOptions): BillingClient {
  const url = `${options.url.replace(/\/+$/, "")}/trpc`;
  const fetch = options.fetch ?? globalThis.fetch;
  const headers = async (): Promise<Record<string, string>> => {
    const token = typeof options.token === "function" ? await options.token() : options.token;
    return token ? { authorization: `Bearer ${token}` } : {};
  };
  const trpc = createTRPCClient<AppRouter>({
    links: [
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
  } as BillingClient;
}

function withTimeout(init: RequestInit | undefined, timeoutMs = 30_000): RequestInit {
  const timeout = AbortSignal.timeout(timeoutMs);
  const signal = init?.signal ? AbortSignal.any([init.signal, timeout]) : timeout;
  return { ...init, signal };
}
