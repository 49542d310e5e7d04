import type { Context, MiddlewareHandler } from "hono";
import { routePath } from "hono/route";
import { continueWith } from "../lib/continue-with.ts";
import type { Log } from "../ports/log.ts";
import type { NewSpan, Span, Tracer } from "../ports/tracer.ts";
import type { AppEnvironment } from "./app-environment.ts";
import { loggedPath } from "./logged-path.ts";
import type { AnsweredRequest } from "./metrics.ts";
import { isProbe } from "./probes.ts";

/** Where requests are reported. */
export interface RequestObservers {
  readonly log: Log;
  readonly tracer: Tracer;
  readonly onAnswered: (answered: AnsweredRequest) => void;
}

/** What is known of a request before it is handled. */
export interface ObservedRequest {
  readonly method: string;
  readonly path: string;
  readonly requestId: string;
  readonly traceParent: string | undefined;
}

/** What is known of it afterwards. */
export interface HandledRequest {
  /** The route's pattern. Not the path: callers can invent any number of paths. */
  readonly route: string;
  readonly status: number;
  /** PayPal's order id. */
  readonly orderId: string | undefined;
}

type Handle = () => HandledRequest | Promise<HandledRequest>;

/** Counts, logs and traces one request; continues the trace of its sender. */
export function observeRequest(
  observers: RequestObservers,
  request: ObservedRequest,
  handle: Handle,
): Promise<void> {
  return observers.tracer.span(requestSpan(request), async (span) =>
    continueWith(countRequest(observers, request.method, handle), (counted) => {
      logRequest(observers.log, request, counted);
      addToSpan(span, request, counted);
    }),
  );
}

interface CountedRequest extends HandledRequest {
  readonly ms: number;
}

function logRequest(
  log: Log,
  { method, path, requestId }: ObservedRequest,
  { status, orderId, ms }: CountedRequest,
): void {
  const fields = {
    request_id: requestId,
    order_id: orderId,
    method,
    path: loggedPath(path),
    status,
    ms: Math.round(ms),
  };
  log.info(fields, "answered");
}

function addToSpan(
  span: Span,
  { method }: ObservedRequest,
  { route, status, orderId }: CountedRequest,
): void {
  span.rename(`${method} ${route}`);
  const about = orderId ? { order_id: orderId } : {};
  span.add({ "http.route": route, "http.response.status_code": status, ...about });
  if (status >= 500) span.fail(String(status));
}

function countRequest({ onAnswered }: RequestObservers, method: string, handle: Handle) {
  const startedAt = performance.now();
  return continueWith(handle(), (handled): CountedRequest => {
    const ms = performance.now() - startedAt;
    const { status, orderId } = handled;
    const route = status === 404 ? "none" : handled.route;
    onAnswered({ route, method, status, seconds: ms / 1000 });
    return { route, status, orderId, ms };
  });
}

function requestSpan({ method, requestId, traceParent }: ObservedRequest): NewSpan {
  const fields = { "http.request.method": method, request_id: requestId };
  return { name: method, kind: "server", traceParent, fields };
}

/** Counts every response; logs and traces all but those to probes. */
export function instrumentRequests(observers: RequestObservers): MiddlewareHandler<AppEnvironment> {
  return async (context, next) => {
    const { req } = context;
    const handle = async (): Promise<HandledRequest> => {
      await next();
      return toHandledRequest(context);
    };
    // Every few seconds: counted, neither logged nor traced.
    if (isProbe(req)) return void (await countRequest(observers, req.method, handle));
    const request = {
      method: req.method,
      path: req.path,
      requestId: context.get("requestId"),
      traceParent: req.header("traceparent"),
    };
    await observeRequest(observers, request, handle);
  };
}

function toHandledRequest(context: Context<AppEnvironment>): HandledRequest {
  const { status } = context.res;
  return { route: routePath(context, -1), status, orderId: context.get("orderId") };
}
