import type { MiddlewareHandler } from "hono";
import { BillingError } from "../domain/billing-error.ts";
import { truncatedBody } from "./read-json.ts";

// A chunked body up to this size is read to its end and discarded, which keeps the connection usable.
const maxDiscardedBytes = 8 * 1024 * 1024;

/**
 * Rejects a longer body with `body_too_large` and keeps the connection usable for the next request, which
 * may be another user's. Hono's own limit stops reading such a body, and the server then closes the
 * connection after half a second.
 */
export function limitBody(maxBytes: number): MiddlewareHandler {
  return async ({ req }, next) => {
    const { headers } = req.raw;
    // No other route reads a body.
    if (req.method !== "POST") return next();
    if (headers.has("transfer-encoding")) {
      const body = await readWithin(maxBytes, req.raw.body);
      req.raw = new Request(req.raw, { method: req.method, body });
    } else if (Number(headers.get("content-length") ?? 0) > maxBytes) {
      // Left unread: the server then drains it.
      throw new BillingError("body_too_large");
    }
    return next();
  };
}

async function readWithin(
  maxBytes: number,
  body: AsyncIterable<Uint8Array> | null,
): Promise<Buffer<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of body ?? []) {
      size += chunk.length;
      if (size <= maxBytes) chunks.push(chunk);
      if (size > maxDiscardedBytes) break;
    }
  } catch (cause) {
    throw truncatedBody(cause);
  }
  if (size > maxBytes) throw new BillingError("body_too_large");
  return Buffer.concat(chunks);
}
