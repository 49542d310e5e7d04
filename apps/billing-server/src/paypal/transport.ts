import { Pool } from "undici";
import { parseJson } from "../lib/parse-json.ts";
import { readWithin } from "../lib/read-within.ts";

/** One HTTP exchange, body read whole; `body` is parsed JSON, or `undefined` when it was none of a sane shape. */
export interface Exchange {
  readonly status: number;
  readonly body: unknown;
  readonly debugId: string | undefined;
  readonly retryAfterMs: number | undefined;
  /** When it was answered, by PayPal's clock, in whole seconds. */
  readonly answeredAt: Date | undefined;
}

export interface ExchangeRequest {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal: AbortSignal;
  /** In bytes, where it may be longer than 1 MiB. */
  readonly longestAnswer?: number | undefined;
}

/** Bounded connections to one PayPal host. */
export interface Transport {
  /** Rejects on a network fault, on a longer body than is allowed and when the signal aborts. */
  exchange(request: ExchangeRequest): Promise<Exchange>;
  close(): Promise<void>;
}

// An order with more than a thousand refunds.
const usualLongestAnswer = 1024 * 1024;

/**
 * The SDK's own transport ends the process on a malformed answer and has no deadline for a dripping
 * one, so its requests travel over this pool instead. A path in the base URL is kept as a prefix.
 */
export function createTransport(baseUrl: string): Transport {
  const { origin, pathname } = new URL(baseUrl);
  const prefix = pathname.replace(/\/+$/, "");
  const pool = new Pool(origin, {
    connections: 64,
    connect: { timeout: 5_000 },
    headersTimeout: 20_000,
    bodyTimeout: 20_000,
    // Shorter than the idle limits of common proxies, so that a reused socket is not half closed.
    keepAliveTimeout: 3_000,
  });
  return {
    exchange: async ({ longestAnswer = usualLongestAnswer, ...request }) => {
      const { method, path, headers, body, signal } = request;
      const answer = await pool.request({
        method,
        path: prefix + path,
        headers: { ...headers },
        body: body ?? null,
        signal,
      });
      const bytes = await readWithin(answer.body, longestAnswer, "PayPal's answer");
      return {
        status: answer.statusCode,
        body: parseJson(bytes),
        debugId: single(answer.headers["paypal-debug-id"]),
        retryAfterMs: retryAfter(single(answer.headers["retry-after"])),
        answeredAt: dateIn(single(answer.headers.date)),
      };
    },
    close: () => pool.destroy(),
  };
}

const single = (header: string | string[] | undefined): string | undefined =>
  Array.isArray(header) ? header[0] : header;

function dateIn(header: string | undefined): Date | undefined {
  const ms = Date.parse(header ?? "");
  return Number.isNaN(ms) ? undefined : new Date(ms);
}

/** Retry-After in its two forms, seconds or a date, as milliseconds from now. */
function retryAfter(header: string | undefined): number | undefined {
  if (header === undefined) return undefined;
  const seconds = Number(header);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - Date.now();
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}
