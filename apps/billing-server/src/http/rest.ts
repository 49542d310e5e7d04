import { declarations, procedures, type RestRoute } from "@onekonsole/billing-contract/schemas";
import type { Hono } from "hono";
import { runProcedure } from "../procedures/run-procedure.ts";
import { toBillingError } from "../procedures/to-billing-error.ts";
import { type Answer, jsonAnswer } from "./answer.ts";
import type { AppEnvironment } from "./app-environment.ts";
import type { AppOptions } from "./app-options.ts";
import { errorAnswer, logError, toResponse } from "./errors.ts";
import { type RequestContext, toProcedureContext } from "./procedure-context.ts";
import { type BodyReader, readJson } from "./read-json.ts";
import { type QueryReader, queryReader } from "./read-query.ts";

/** A procedure that is called over REST: a POST with a JSON body, a GET with its query. */
export interface RestCall {
  /** As in `order.create`. */
  readonly procedure: string;
  readonly rest: RestRoute;
  /** For a GET. */
  readonly readQuery: QueryReader;
}

export const pricesPath = procedures.order.prices.rest.path;

/** The procedures that authenticated callers call over REST. */
export const restCalls: readonly RestCall[] = [...declarations].flatMap(
  ([procedure, { access, input, rest }]) =>
    rest && access !== "public" ? [{ procedure, rest, readQuery: queryReader(input) }] : [],
);

/** The source of a call's input. */
export interface RestInput {
  /** Without the question mark; the input of a GET. */
  readonly query: string;
  /** The input of a POST. */
  readonly readBody: BodyReader;
}

/** Calls a procedure over REST; its errors are answers. */
export async function answerRest(
  { deps, log }: Pick<AppOptions, "deps" | "log">,
  { procedure, rest, readQuery }: RestCall,
  request: RequestContext & RestInput,
): Promise<Answer> {
  let orderId: string | undefined;
  const onOrder = (id: string): void => {
    orderId = id;
    request.onOrder(id);
  };
  try {
    const context = toProcedureContext(deps, { ...request, onOrder });
    // Before the body is parsed, as over tRPC; counted once.
    const authenticated = await context.authenticateAndLimit();
    const input =
      rest.method === "GET" ? readQuery(request.query) : await readJson(request.readBody);
    const output = await runProcedure({
      path: procedure,
      ctx: { ...context, authenticateAndLimit: async () => authenticated },
      getRawInput: async () => input,
      signal: undefined,
    });
    return jsonAnswer(rest.body.parse(output));
  } catch (cause) {
    const error = toBillingError(cause);
    logError(log, error, { requestId: request.requestId, path: rest.path, orderId });
    return errorAnswer(error, request.requestId);
  }
}

/** The REST routes of `restCalls`. */
export function addRestRoutes(
  app: Hono<AppEnvironment>,
  options: Pick<AppOptions, "deps" | "log">,
): void {
  for (const call of restCalls)
    app.on(call.rest.method, call.rest.path, async (context) => {
      const { req } = context;
      const answer = await answerRest(options, call, {
        limits: context.get("limits"),
        requestId: context.get("requestId"),
        idempotencyKey: req.header("idempotency-key"),
        onOrder: (orderId) => context.set("orderId", orderId),
        query: new URL(req.url).search.slice(1),
        readBody: () => req.arrayBuffer(),
      });
      return toResponse(context, answer);
    });
}
