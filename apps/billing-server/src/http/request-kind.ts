import { declarations } from "@onekonsole/billing-contract";
import type { HonoRequest } from "hono";
import { isProbe } from "./probes.ts";

/**
 * How a request is limited: `probe` not at all, `caller` by its authenticated caller, `public` (a batch with
 * at least one public procedure) and `other` by address.
 */
export type RequestKind = "probe" | "caller" | "public" | "other";

const callerRoutes = new Set(
  [...declarations.values()].flatMap(({ access, rest }) =>
    rest && access !== "public" ? [`${rest.method} ${rest.path}`] : [],
  ),
);
/** Every path of a procedure over tRPC begins so. */
export const trpcPrefix = "/trpc/";

/** Reads only method and path, so that a request is counted before anything else. */
export function requestKind(request: HonoRequest): RequestKind {
  const { method, path } = request;
  if (isProbe(request)) return "probe";
  if (callerRoutes.has(`${method} ${path}`)) return "caller";
  if ((method !== "GET" && method !== "POST") || !path.startsWith(trpcPrefix)) return "other";
  return callKind(path.slice(trpcPrefix.length), request.query("batch") === "1");
}

/** The kind of a call over tRPC: `names` of a batch are separated by commas. */
export function callKind(names: string, isBatch: boolean): RequestKind {
  const called = isBatch ? names.split(",") : [names];
  const access = called.map((name) => declarations.get(name)?.access);
  if (access.includes(undefined)) return "other";
  return access.includes("public") ? "public" : "caller";
}
