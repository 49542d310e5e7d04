import { whileTransient } from "@onekonsole/billing-client/react";
import { matchQuery, QueryClient, type QueryKey } from "@tanstack/react-query";

/** The page's cache. Queries are retried while their error is transient; mutations never. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // The browser may report offline although the service on the same machine is reachable.
        networkMode: "always",
        ...whileTransient,
      },
      mutations: { networkMode: "always" },
    },
  });
}

/** Drops the data of another user, and reloads what is on screen. All keys but these are personal. */
export function forgetPersonal(
  queryClient: QueryClient,
  forEverybody: readonly QueryKey[],
): Promise<void> {
  return queryClient.resetQueries({
    predicate: (query) => !forEverybody.some((queryKey) => matchQuery({ queryKey }, query)),
  });
}
