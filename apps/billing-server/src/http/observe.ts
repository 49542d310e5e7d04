import type { MiddlewareHandler } from "hono";
import { routePath } from "hono/route";
import type { AppEnvironment } from "./app.ts";
import type { HttpLog } from "./errors.ts";
import type { AnsweredRequest } from "./metrics.ts";

// Asked for every few seconds by machines: counted, not logged.
const probes: ReadonlySet<string> = new Set(["/", "/livez", "/readyz", "/metrics"]);

/** Counts every answer and logs those to people: which request, about which order, how it ended. */
export function observe(
  log: HttpLog,
  onAnswered: (answered: AnsweredRequest) => void,
): MiddlewareHandler<AppEnvironment> {
  return async (context, next) => {
    const startedAt = performance.now();
    await next();
    const seconds = (performance.now() - startedAt) / 1000;
    const { method, path } = context.req;
    const { status } = context.res;
    // By the route, not by what was asked for: anybody can make up addresses.
    const route = status === 404 ? "none" : routePath(context, -1);
    onAnswered({ route, method, status, seconds });
    if (probes.has(path)) return;
    const order = context.get("orderId");
    const fields = { method, path, status, ms: Math.round(seconds * 1000) };
    log.info(
      { request_id: context.get("requestId"), ...(order ? { order_id: order } : {}), ...fields },
      "answered",
    );
  };
}
