import type { Hono } from "hono";
import { BillingError } from "../domain/billing-error.ts";
import type { AppEnvironment } from "./app-environment.ts";
import { errorAnswer } from "./errors.ts";

/** A known address with the wrong method says which ones it takes. Comes after all routes. */
export function refuseOtherMethods(app: Hono<AppEnvironment>): void {
  const methodsOf = new Map<string, Set<string>>();
  for (const { method, path } of app.routes) {
    if (method === "ALL") continue;
    methodsOf.set(path, (methodsOf.get(path) ?? new Set()).add(method));
  }
  for (const [path, methods] of methodsOf) {
    if (methods.has("GET")) methods.add("HEAD");
    const allow = [...methods, "OPTIONS"].join(", ");
    app.all(path, (context) => {
      context.header("allow", allow);
      const error = new BillingError("method_not_allowed");
      return errorAnswer(context, error, context.get("requestId"));
    });
  }
}
