import { QueryClient } from "@tanstack/react-query";
import { isTransient } from "./failure.ts";

const longestRetryDelayMs = 5_000;

// Loaded the same whoever is signed in; all else is taken to be somebody's own.
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

/** Nobody sees what was loaded for somebody else: what is on screen of it is loaded anew. */
export function forgetPersonal(queryClient: QueryClient): Promise<void> {
  return queryClient.resetQueries({
    predicate: ({ queryKey: [kind] }) => !forEverybody.includes(kind),
  });
}
