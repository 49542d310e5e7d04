import { QueryClient } from "@tanstack/react-query";
import { isTransient } from "./failure.ts";

const longestRetryDelayMs = 5_000;

// The same for every user; all other queries are personal.
const forEverybody: readonly unknown[] = ["prices", "users"];

/** The page's cache. Reads are repeated for as long as their error is a passing one; actions never. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // The browser's word on being offline is wrong for a service on the same machine.
        networkMode: "always",
        retry: (_failures, error) => isTransient(error),
        retryDelay: (failures) => Math.min(500 * 2 ** failures, longestRetryDelayMs),
      },
      mutations: { networkMode: "always" },
    },
  });
}

/** Drops what was loaded for another user, and reloads what is on screen. */
export function forgetPersonal(queryClient: QueryClient): Promise<void> {
  return queryClient.resetQueries({
    predicate: ({ queryKey: [kind] }) => !forEverybody.includes(kind),
  });
}
