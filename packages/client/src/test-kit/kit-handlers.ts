import { declarations } from "@onekonsole/billing-contract/schemas";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { http, type HttpHandler, HttpResponse } from "msw";
import { createCaller, createKitRouter } from "./kit-router.ts";
import type { KitState } from "./kit-state.ts";
import { restHandler } from "./rest-handler.ts";

/** The service's tRPC endpoint and its REST routes, as msw handlers. */
export function kitHandlers(state: KitState): HttpHandler[] {
  const router = createKitRouter(state);
  const { url } = state.settings;
  const endpoint = `${new URL(url).pathname.replace(/\/$/, "")}/trpc`;
  const trpc = http.all(`${url}/trpc/*`, ({ request }) => {
    const paths = new URL(request.url).pathname.slice(endpoint.length + 1).split(",");
    if (state.faults.takeUnreachable(paths)) return HttpResponse.error();
    return fetchRequestHandler({ endpoint, req: request, router });
  });
  const rest = [...declarations].flatMap(([path, { rest: route, input }]) =>
    route ? [restHandler({ route, url, input, call: createCaller(router, path) })] : [],
  );
  return [trpc, ...rest];
}
