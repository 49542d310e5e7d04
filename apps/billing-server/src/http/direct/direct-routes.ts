import type { IncomingMessage, ServerResponse } from "node:http";
import { continueWith } from "../../lib/continue-with.ts";
import { listPrices } from "../../procedures/list-prices.ts";
import { type Answer, jsonAnswer } from "../answer.ts";
import type { AppOptions } from "../app-options.ts";
import type { RequestContext } from "../procedure-context.ts";
import { kindOf, type RequestKind } from "../request-kind.ts";
import { answerRest, pricesPath, restCalls } from "../rest.ts";
import { answerStream } from "./answer-stream.ts";
import { answerTrpc } from "./answer-trpc.ts";
import type { OrdinaryRequest } from "./ordinary-request.ts";
import { readBody } from "./read-body.ts";
import { toStreamCall } from "./stream-call.ts";
import { toTrpcCalls } from "./trpc-calls.ts";
import type { EventStream } from "./write-events.ts";

/** The handler of a request. */
export interface DirectRoute {
  /** As in the application's router, for logs and metrics. */
  readonly pattern: string;
  readonly kind: RequestKind;
  /** A promise unless the answer is there: requests of one turn need not wait for each other. */
  answer(
    context: RequestContext,
    exchange: Exchange,
  ): Answer | EventStream | Promise<Answer | EventStream>;
}

/** A request and its response on Node. */
interface Exchange {
  /** Without the question mark. */
  readonly query: string;
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
}

type Options = Pick<AppOptions, "deps" | "log">;

/** Finds the route of a request; `null` if the application must handle it. */
export function directRoutes(options: Options): (request: OrdinaryRequest) => DirectRoute | null {
  const prices = priceRoutes(options);
  const rest = restRoutes(options);
  return (request) => {
    const { method, path, query } = request;
    if (path === pricesPath && method === "GET") return prices.get(query) ?? null;
    return rest.get(`${method} ${path}`) ?? trpcRoute(options, request);
  };
}

/** By query: the response is the same for every request, so it is built once. */
function priceRoutes({ deps }: Options): ReadonlyMap<string, DirectRoute> {
  const currencies = [undefined, ...deps.priceBook.keys()];
  return new Map(
    currencies.map((currency) => {
      const answer = jsonAnswer(listPrices(deps, { input: { currency } }));
      const route: DirectRoute = {
        pattern: pricesPath,
        kind: kindOf("GET", pricesPath, false),
        answer: ({ limits }) => continueWith(limits.limitByAddress(), () => answer),
      };
      return [currency === undefined ? "" : `currency=${currency}`, route];
    }),
  );
}

/** By method and path. */
function restRoutes(options: Options): ReadonlyMap<string, DirectRoute> {
  return new Map(
    restCalls.map((call) => {
      const answer: DirectRoute["answer"] = (context, { incoming, query }) =>
        answerRest(options, call, { ...context, query, readBody: () => readBody(incoming) });
      const { method, path } = call.rest;
      return [`${method} ${path}`, { pattern: path, kind: kindOf(method, path, false), answer }];
    }),
  );
}

const utf8 = new TextDecoder();

const trpcPattern = "/trpc/*";

function trpcRoute(options: Options, request: OrdinaryRequest): DirectRoute | null {
  const { method, path } = request;
  const call = toStreamCall(request);
  if (call)
    return {
      pattern: trpcPattern,
      kind: kindOf(method, path, false),
      answer: (context, { outgoing }) => answerStream(options, call, { ...context, outgoing }),
    };
  const calls = toTrpcCalls(request);
  if (!calls) return null;
  return {
    pattern: trpcPattern,
    kind: kindOf(method, path, calls.isBatch),
    answer: (context, { incoming }) =>
      answerTrpc(options, calls, {
        ...context,
        readText: async () =>
          calls.type === "query" ? calls.queryInput : utf8.decode(await readBody(incoming)),
        isDisconnected: () => incoming.socket.destroyed,
      }),
  };
}
