import type { MiddlewareHandler } from "hono";
import { BillingError } from "../domain/billing-error.ts";
import { cutShort } from "./read-json.ts";

// Of a body in chunks, this much is read to its end and dropped.
const longestDiscarded = 8 * 1024 * 1024;

/**
 * Refuses a longer body with `body_too_large` and leaves the connection sound for the request that
 * follows on it, which may be another customer's: Hono's own limit begins to read such a body and
 * stops, on which the server cuts the connection half a second later.
 */
export function limitBody(mostBytes: number): MiddlewareHandler {
  return async ({ req }, next) => {
    const { headers } = req.raw;
    // No other route reads a body.
    if (req.method !== "POST") return next();
    if (headers.has("transfer-encoding")) {
      const body = await readWithin(mostBytes, req.raw.body);
      req.raw = new Request(req.raw, { method: req.method, body });
    } else if (Number(headers.get("content-length") ?? 0) > mostBytes) {
      // Not touched here, so the server reads it to its end by itself.
      throw new BillingError("body_too_large");
    }
    return next();
  };
}

async function readWithin(
  mostBytes: number,
  body: AsyncIterable<Uint8Array> | null,
): Promise<Buffer<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of body ?? []) {
      size += chunk.length;
      if (size <= mostBytes) chunks.push(chunk);
      if (size > longestDiscarded) break;
    }
  } catch (cause) {
    throw cutShort(cause);
  }
  if (size > mostBytes) throw new BillingError("body_too_large");
  return Buffer.concat(chunks);
}
