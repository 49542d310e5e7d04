import type { Context, MiddlewareHandler } from "hono";
import { routePath } from "hono/route";
import type { NewSpan, Tracer } from "../ports/tracer.ts";
import type { AppEnvironment } from "./app-environment.ts";
import type { HttpLog } from "./errors.ts";
import { loggedPath } from "./logged-path.ts";
import type { AnsweredRequest } from "./metrics.ts";
import { isProbe } from "./probes.ts";

interface Observers {
  readonly log: HttpLog;
  readonly tracer: Tracer;
  readonly onAnswered: (answered: AnsweredRequest) => void;
}

/** Counts every answer, and logs and traces those to people: which request, about which order, how it ended. */
export function observe({ log, tracer, onAnswered }: Observers): MiddlewareHandler<AppEnvironment> {
  return async (context, next) => {
    const answer = async (): Promise<AnsweredRequest> => {
      const startedAt = performance.now();
      await next();
      const answered = answeredIn(context, performance.now() - startedAt);
      onAnswered(answered);
      return answered;
    };
    // Asked for every few seconds by machines: counted, neither logged nor traced.
    if (isProbe(context.req)) return void (await answer());
    await tracer.span(spanOf(context), async (span) => {
      const { route, method, status, seconds } = await answer();
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

function answeredIn(context: Context<AppEnvironment>, ms: number): AnsweredRequest {
  const { status } = context.res;
  // By the route, not by what was asked for: anybody can make up addresses.
  const route = status === 404 ? "none" : routePath(context, -1);
  return { route, method: context.req.method, status, seconds: ms / 1000 };
}

/** Continues the trace of whoever sent the request. */
function spanOf(context: Context<AppEnvironment>): NewSpan {
  const { method } = context.req;
  const fields = { "http.request.method": method, request_id: context.get("requestId") };
  const traceParent = context.req.header("traceparent");
  return { name: method, kind: "server", traceParent, fields };
}
