import { errorCatalog } from "@onekonsole/billing-contract";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import type { Hono } from "hono";
import { orderIdIn } from "../procedures/declare-errors.ts";
import { appRouter } from "../procedures/router.ts";
import { toBillingError } from "../procedures/to-billing-error.ts";
import type { AppEnvironment } from "./app-environment.ts";
import type { AppOptions } from "./app-options.ts";
import { errorHeaders, logError } from "./errors.ts";
import { toProcedureContext } from "./procedure-context.ts";

/** Each call of a batch counts towards its caller's limit; the client sends one at a time. */
export const maxBatchSize = 10;

/** The procedures over tRPC. */
export function addTrpc(
  app: Hono<AppEnvironment>,
  { deps, log }: Pick<AppOptions, "deps" | "log">,
): void {
  app.on(["GET", "POST"], "/trpc/*", async (context) => {
    const request = context.req.raw;
    const requestId = context.get("requestId");
    const procedureContext = toProcedureContext(deps, {
      limits: context.get("limits"),
      requestId,
      idempotencyKey: context.req.header("idempotency-key"),
      onOrder: (orderId) => context.set("orderId", orderId),
    });
    const response = await fetchRequestHandler({
      endpoint: "/trpc",
      req: request,
      router: appRouter,
      maxBatchSize,
      createContext: () => procedureContext,
      responseMeta: ({ ctx, info, errors: [error] }) => ({
        // tRPC has no name for some statuses of the contract.
        ...(error && info && !info.isBatchCall
          ? { status: errorCatalog[toBillingError(error).code].status }
          : {}),
        headers: {
          // Without a context, tRPC labels its error as text.
          ...(ctx ? {} : { "content-type": "application/json" }),
          ...(error ? errorHeaders(toBillingError(error)) : {}),
        },
      }),
      onError: ({ error, path = "", input }) => {
        // The client has disconnected.
        if (request.signal.aborted) return;
        // From the input: the calls of a batch may name different orders.
        const orderId = orderIdIn(input);
        logError(log, toBillingError(error), { requestId, path, orderId });
      },
    });
    // tRPC sets keep-alive on streams, which would override a close by the client or at shutdown.
    response.headers.delete("connection");
    return response;
  });
}
