import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import type { Hono } from "hono";
import { appRouter } from "../procedures/router.ts";
import { toBillingError } from "../procedures/to-billing-error.ts";
import { orderIdIn } from "../procedures/trpc.ts";
import type { AppEnvironment } from "./app-environment.ts";
import type { AppOptions } from "./app-options.ts";
import { contextOf } from "./context-of.ts";
import { errorHeaders, logError } from "./errors.ts";

// Each of them counts towards its caller's limit; the shared client sends one at a time.
const mostCallsInOne = 10;

/** The typed procedures. */
export function addTrpc(
  app: Hono<AppEnvironment>,
  options: Pick<AppOptions, "deps" | "log">,
): void {
  app.on(["GET", "POST"], "/trpc/*", async (context) => {
    const request = context.req.raw;
    const requestId = context.get("requestId");
    const response = await fetchRequestHandler({
      endpoint: "/trpc",
      req: request,
      router: appRouter,
      maxBatchSize: mostCallsInOne,
      createContext: () => contextOf(options, context),
      responseMeta: ({ ctx, errors: [error] }) => ({
        headers: {
          // What tRPC refuses before there is a context it would label as text.
          ...(ctx ? {} : { "content-type": "application/json" }),
          ...(error ? errorHeaders(toBillingError(error)) : {}),
        },
      }),
      onError: ({ error, path = "", input }) => {
        // A caller who left is nobody's fault, and nobody reads the answer.
        if (request.signal.aborted) return;
        // By the input: other calls of a batch may be about other orders.
        const orderId = orderIdIn(input);
        logError(options.log, toBillingError(error), { requestId, path, orderId });
      },
    });
    // On streams tRPC keeps the connection, also when its client or our shutdown wants it closed.
    response.headers.delete("connection");
    return response;
  });
}
