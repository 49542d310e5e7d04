import { type ProcedureDeclaration, procedures } from "@onekonsole/billing-contract";
import type { HonoRequest } from "hono";
import { isProbe } from "./probes.ts";

/**
 * How a request is limited: `probe` not at all, `caller` by its authenticated caller, `public` (a batch with
 * at least one public procedure) and `other` by address.
 */
export type RequestKind = "probe" | "caller" | "public" | "other";

const declarations = Object.entries(procedures).flatMap(([group, members]) =>
  Object.entries<ProcedureDeclaration>(members).map(
    ([name, declaration]) => [`${group}.${name}`, declaration] as const,
  ),
);
const byName: ReadonlyMap<string, ProcedureDeclaration> = new Map(declarations);
const callerRoutes = new Set(
  declarations.flatMap(([, { access, rest }]) =>
    rest && access !== "public" ? [`${rest.method} ${rest.path}`] : [],
  ),
);
const trpcPrefix = "/trpc/";

/** Reads only method and path, so that a request is counted before anything else. */
export function requestKind(request: HonoRequest): RequestKind {
  const { method, path } = request;
  if (isProbe(request)) return "probe";
  if (callerRoutes.has(`${method} ${path}`)) return "caller";
  if ((method !== "GET" && method !== "POST") || !path.startsWith(trpcPrefix)) return "other";
  const target = path.slice(trpcPrefix.length);
  const names = request.query("batch") === "1" ? target.split(",") : [target];
  const called = names.map((name) => byName.get(name)?.access);
  if (called.includes(undefined)) return "other";
  return called.includes("public") ? "public" : "caller";
}
