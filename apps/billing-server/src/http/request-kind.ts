import { declarations, receiptPdf } from "@onekonsole/billing-contract/schemas";
import type { HonoRequest } from "hono";
import { isProbe } from "./probes.ts";

/**
 * How a request is limited: `probe` not at all, `caller` by its authenticated caller, `public` (a batch with
 * at least one public procedure) and `other` by address.
 */
export type RequestKind = "probe" | "caller" | "public" | "other";

const callerRoutes = new Set([
  `${receiptPdf.method} ${receiptPdf.path}`,
  ...[...declarations.values()].flatMap(({ access, rest }) =>
    rest && access !== "public" ? [`${rest.method} ${rest.path}`] : [],
  ),
]);
/** Every path of a procedure over tRPC begins so. */
export const trpcPrefix = "/trpc/";

/** Reads only method, path and the flag of a batch, so that a request is counted before anything else. */
export function requestKind(request: HonoRequest): RequestKind {
  const { method, path } = request;
  return isProbe(request) ? "probe" : kindOf(method, path, request.query("batch") === "1");
}

/** The kind of a request that is no probe. The names of a batch over tRPC are separated by commas. */
export function kindOf(method: string, path: string, isBatch: boolean): RequestKind {
  if (callerRoutes.has(`${method} ${path}`)) return "caller";
  if ((method !== "GET" && method !== "POST") || !path.startsWith(trpcPrefix)) return "other";
  const names = path.slice(trpcPrefix.length);
  const called = isBatch ? names.split(",") : [names];
  const access = called.map((name) => declarations.get(name)?.access);
  if (access.includes(undefined)) return "other";
  return access.includes("public") ? "public" : "caller";
}
