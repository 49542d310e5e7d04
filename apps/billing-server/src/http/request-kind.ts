import { type ProcedureDeclaration, procedures } from "@onekonsole/billing-contract";
import type { HonoRequest } from "hono";
import { isProbe } from "./probes.ts";

/**
 * What a request asks for, as far as its limit is concerned: a probe, procedures that look at the caller,
 * procedures of which one at least does not, or anything else, from the documentation to nothing at all.
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

/** By method and address alone, so that it can be counted before anything else is looked at. */
export function kindOf(request: HonoRequest): RequestKind {
  const { method, path } = request;
  if (isProbe(request)) return "probe";
  if (callerRoutes.has(`${method} ${path}`)) return "caller";
  if ((method !== "GET" && method !== "POST") || !path.startsWith(trpcPrefix)) return "other";
  const asked = path.slice(trpcPrefix.length);
  const names = request.query("batch") === "1" ? asked.split(",") : [asked];
  const called = names.map((name) => byName.get(name)?.access);
  if (called.includes(undefined)) return "other";
  return called.includes("public") ? "public" : "caller";
}
