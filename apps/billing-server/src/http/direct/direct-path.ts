import type { IncomingMessage, ServerResponse } from "node:http";
import { continueWith } from "../../lib/continue-with.ts";
import { toBillingError } from "../../procedures/to-billing-error.ts";
import type { Answer } from "../answer.ts";
import type { AppOptions } from "../app-options.ts";
import { callerAddress } from "../caller-address.ts";
import type { CrossOrigin } from "../cross-origin.ts";
import { errorAnswer, logError } from "../errors.ts";
import { observeRequest } from "../instrument-requests.ts";
import { loggedPath } from "../logged-path.ts";
import type { RequestContext } from "../procedure-context.ts";
import { chooseRequestId } from "../request-id.ts";
import { startLimits } from "../start-limits.ts";
import { directRoutes, type DirectRoute } from "./direct-routes.ts";
import { type OrdinaryRequest, toOrdinaryRequest } from "./ordinary-request.ts";
import { awaitDiscarded } from "./read-body.ts";
import { writeAnswer } from "./write-answer.ts";
import { writeEvents } from "./write-events.ts";

/** Handles a request and returns true, or leaves it untouched and returns false. */
export type DirectHandler = (incoming: IncomingMessage, outgoing: ServerResponse) => boolean;

interface DirectPathOptions extends AppOptions {
  readonly origins: CrossOrigin;
  readonly maxUrlLength: number;
  readonly maxBodyBytes: number;
}

/**
 * The fast path, for the requests that make up nearly all load: prices, and every call of a
 * procedure over REST or tRPC. It works on Node's own request and response. The Fetch API's
 * objects, the router, eight middlewares and tRPC's adapter, which it avoids, cost several times
 * what a call does, and most of the memory of an open stream.
 *
 * It is equal to the application built by `createApp`, which handles every other request. Both use
 * the same functions for ids, limits, logs, metrics, spans and errors, and call the same
 * procedures. A request that Node and the Fetch standard might read differently is left to the
 * application (`toOrdinaryRequest`). `direct-path.test.ts` sends every kind of request to both and
 * compares all that can be observed.
 */
export function createDirectPath(options: DirectPathOptions): DirectHandler {
  const { deps, log, metrics, accessControl, origins } = options;
  const observers = { log, tracer: deps.tracer, onAnswered: metrics.answered };
  const findRoute = directRoutes(options);

  const handle = (
    route: DirectRoute,
    request: OrdinaryRequest,
    outgoing: ServerResponse,
  ): Promise<void> => {
    const { incoming, method, path, query, headers } = request;
    const requestId = chooseRequestId(headers["x-request-id"] as string | undefined);
    const traceParent = headers["traceparent"] as string | undefined;
    return observeRequest(observers, { method, path, requestId, traceParent }, () => {
      let orderId: string | undefined;
      const context: RequestContext = {
        limits: startLimits(accessControl, route.kind, credentials(request)),
        requestId,
        idempotencyKey: headers["idempotency-key"] as string | undefined,
        onOrder: (id) => (orderId = id),
      };
      const toAnswer = (cause: unknown): Answer => {
        const error = toBillingError(cause);
        logError(log, error, { requestId, path, orderId });
        return errorAnswer(error, requestId);
      };
      const answering = route.answer(context, { incoming, outgoing, query });
      const answered = answering instanceof Promise ? answering.catch(toAnswer) : answering;
      return continueWith(answered, (answer) => {
        const shared = { "x-request-id": requestId, ...origins.headersFor(headers.origin) };
        if ("events" in answer) {
          writeEvents(outgoing, answer, shared).catch(endFailed(request, outgoing));
          return { route: route.pattern, status: 200, orderId };
        }
        writeAnswer(outgoing, answer, shared);
        // A GET has no body; it is complete once the parser continues.
        if (method === "POST") awaitDiscarded(incoming);
        return { route: route.pattern, status: answer.status, orderId };
      });
    });
  };
  // After a bug: errors of the call are answers or events.
  const endFailed = (request: OrdinaryRequest, outgoing: ServerResponse) => (cause: unknown) => {
    log.error({ path: loggedPath(request.path), err: cause }, "request failed");
    outgoing.destroy();
  };
  const credentials = ({ incoming, headers }: OrdinaryRequest) => {
    const forwardedFor = headers["x-forwarded-for"] as string | undefined;
    const origin = { peer: incoming.socket.remoteAddress, forwardedFor };
    return {
      authorization: headers.authorization,
      address: callerAddress(origin, accessControl.trustedProxyHops),
    };
  };
  return (incoming, outgoing) => {
    const request = toOrdinaryRequest(incoming, options);
    const route = request && findRoute(request);
    if (!route) return false;
    handle(route, request, outgoing).catch(endFailed(request, outgoing));
    return true;
  };
}
