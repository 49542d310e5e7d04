import type { Hono } from "hono";
import { BillingError } from "../domain/billing-error.ts";
import type { AppEnvironment } from "./app-environment.ts";
import { errorResponse } from "./errors.ts";

/** Returns 405 with `Allow` for a known path with another method. Must follow all routes. */
export function addMethodNotAllowed(app: Hono<AppEnvironment>): void {
  const methodsByPath = new Map<string, Set<string>>();
  for (const { method, path } of app.routes) {
    if (method === "ALL") continue;
    methodsByPath.set(path, (methodsByPath.get(path) ?? new Set()).add(method));
  }
  for (const [path, methods] of methodsByPath) {
    if (methods.has("GET")) methods.add("HEAD");
    const allow = [...methods, "OPTIONS"].join(", ");
    app.all(path, (context) => {
      context.header("allow", allow);
      const error = new BillingError("method_not_allowed");
      return errorResponse(context, error, context.get("requestId"));
    });
  }
}
