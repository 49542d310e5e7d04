import { randomUUID } from "node:crypto";
import type { MiddlewareHandler } from "hono";
import type { AppEnvironment } from "./app-environment.ts";

const maxLength = 64;

/** The caller's `x-request-id` if it is short and harmless in a log, else a new one. */
export const chooseRequestId = (sent: string | undefined): string =>
  !sent || sent.length > maxLength || /[^\w\-=]/.test(sent) ? randomUUID() : sent;

/** Sets the request's id and sends it with every response. */
export const setRequestId: MiddlewareHandler<AppEnvironment> = (context, next) => {
  const requestId = chooseRequestId(context.req.header("x-request-id"));
  context.set("requestId", requestId);
  context.header("x-request-id", requestId);
  return next();
};
