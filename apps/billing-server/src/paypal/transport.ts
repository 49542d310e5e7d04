import { Pool } from "undici";
import { parseJson } from "../lib/parse-json.ts";
import { parseRetryAfter } from "../lib/parse-retry-after.ts";
import { collectResponse } from "./collect-response.ts";

/** A complete HTTP response. `body` is parsed JSON, or `undefined` if it is not JSON or exceeds `parseJson`'s limits. */
export interface Exchange {
  readonly status: number;
  readonly body: unknown;
  readonly debugId: string | undefined;
  readonly retryAfterMs: number | undefined;
  /** The response's `Date` header: PayPal's clock, in whole seconds. */
  readonly answeredAt: Date | undefined;
}

export interface ExchangeRequest {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal: AbortSignal;
  /** Maximum response size in bytes; 1 MiB by default. */
  readonly maxResponseBytes?: number | undefined;
}

/** Bounded connections to one PayPal host. */
export interface Transport {
  /** Rejects on a network error, if the body exceeds its limit, and if the signal aborts. */
  exchange(request: ExchangeRequest): Promise<Exchange>;
  close(): Promise<void>;
}

// Enough for an order with a thousand refunds.
const defaultMaxResponseBytes = 1024 * 1024;

/**
 * Replaces the SDK's transport, which crashes the process on a malformed response and has no deadline for
 * a slow body. A path in the base URL is kept as a prefix.
 */
export function createTransport(baseUrl: string): Transport {
  const { origin, pathname } = new URL(baseUrl);
  const prefix = pathname.replace(/\/+$/, "");
  const pool = new Pool(origin, {
    connections: 64,
    connect: { timeout: 5_000 },
    headersTimeout: 20_000,
    bodyTimeout: 20_000,
    // Shorter than the idle timeouts of common proxies, so that a reused socket is not half closed.
    keepAliveTimeout: 3_000,
  });
  return {
    exchange: async ({ method, path, headers, body = null, signal, maxResponseBytes }) => {
      const request = { method, path: prefix + path, headers, body };
      const maxBytes = maxResponseBytes ?? defaultMaxResponseBytes;
      const response = await collectResponse(pool, request, { signal, maxBytes });
      return {
        status: response.status,
        body: parseJson(response.bytes),
        debugId: single(response.headers["paypal-debug-id"]),
        retryAfterMs: parseRetryAfter(single(response.headers["retry-after"])),
        answeredAt: parseDate(single(response.headers.date)),
      };
    },
    close: () => pool.destroy(),
  };
}

const single = (header: string | string[] | undefined): string | undefined =>
  Array.isArray(header) ? header[0] : header;

function parseDate(header: string | undefined): Date | undefined {
  const ms = Date.parse(header ?? "");
  return Number.isNaN(ms) ? undefined : new Date(ms);
}
