import type { Context, MiddlewareHandler } from "hono";
import { routePath } from "hono/route";
import type { Log } from "../ports/log.ts";
import type { NewSpan, Tracer } from "../ports/tracer.ts";
import type { AppEnvironment } from "./app-environment.ts";
import { loggedPath } from "./logged-path.ts";
import type { AnsweredRequest } from "./metrics.ts";
import { isProbe } from "./probes.ts";

interface Observers {
  readonly log: Log;
  readonly tracer: Tracer;
  readonly onAnswered: (answered: AnsweredRequest) => void;
}

/** Counts every response; logs and traces all but those to probes. */
export function instrumentRequests({
  log,
  tracer,
  onAnswered,
}: Observers): MiddlewareHandler<AppEnvironment> {
  return async (context, next) => {
    const handle = async (): Promise<AnsweredRequest> => {
      const startedAt = performance.now();
      await next();
      const answered = toAnsweredRequest(context, performance.now() - startedAt);
      onAnswered(answered);
      return answered;
    };
    // Every few seconds: counted, neither logged nor traced.
    if (isProbe(context.req)) return void (await handle());
    await tracer.span(requestSpan(context), async (span) => {
      const { route, method, status, seconds } = await handle();
      const path = loggedPath(context.req.path);
      const orderId = context.get("orderId");
      const about = orderId ? { order_id: orderId } : {};
      const fields = { method, path, status, ms: Math.round(seconds * 1000) };
      log.info({ request_id: context.get("requestId"), ...about, ...fields }, "answered");
      span.rename(`${method} ${route}`);
      span.add({ "http.route": route, "http.response.status_code": status, ...about });
      if (status >= 500) span.fail(String(status));
    });
  };
}

function toAnsweredRequest(context: Context<AppEnvironment>, ms: number): AnsweredRequest {
  const { status } = context.res;
  // The route, not the path: callers can invent any number of paths.
  const route = status === 404 ? "none" : routePath(context, -1);
  return { route, method: context.req.method, status, seconds: ms / 1000 };
}

/** Continues the trace of the sender. */
function requestSpan(context: Context<AppEnvironment>): NewSpan {
  const { method } = context.req;
  const fields = { "http.request.method": method, request_id: context.get("requestId") };
  const traceParent = context.req.header("traceparent");
  return { name: method, kind: "server", traceParent, fields };
}
