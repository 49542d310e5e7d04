import { whileTransient } from "@onekonsole/billing-client/react";
import { QueryClient } from "@tanstack/react-query";

/** The `meta` of a query that is the same for every user; all others are personal. */
export const forEverybody = { isForEverybody: true } as const;

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

/** Drops the data of another user, and reloads what is on screen. */
export function forgetPersonal(queryClient: QueryClient): Promise<void> {
  return queryClient.resetQueries({
    predicate: ({ meta }) => meta?.["isForEverybody"] !== true,
  });
}
