import type { AppRouter } from "@onekonsole/billing-contract";
import { httpBatchLink, httpSubscriptionLink, type Operation, type TRPCLink } from "@trpc/client";
import { EventStream } from "./event-stream.ts";

export interface Sending {
  readonly url: string;
  /** Read before every request and reconnect. */
  readonly headers: (operation: Operation) => Promise<Record<string, string>>;
  readonly fetch: typeof globalThis.fetch;
  /** For queries and mutations; a stream has no timeout. */
  readonly timedFetch: typeof globalThis.fetch;
}

// As many as the service accepts in one request, and far below the length of a URL that proxies accept.
const largestBatch = { maxItems: 10, maxURLLength: 2_000 };

/** The last link. Queries that are called at the same time share a request; any other call has its own. */
export const sendCalls =
  ({ url, headers, fetch, timedFetch }: Sending): TRPCLink<AppRouter> =>
  (runtime) => {
    const calls = {
      url,
      headers: ({ opList: [operation] }: Batch) => headers(operation),
      fetch: timedFetch as typeof globalThis.fetch & FetchOfLink,
    };
    const links = {
      query: httpBatchLink<AppRouter>({ ...calls, ...largestBatch })(runtime),
      mutation: httpBatchLink<AppRouter>({ ...calls, maxItems: 1 })(runtime),
      subscription: httpSubscriptionLink<AppRouter, typeof EventStream>({
        url,
        EventSource: EventStream,
        eventSourceOptions: ({ op }) => ({
          fetch: async (input, init) =>
            fetch(input, { ...init, headers: { ...init.headers, ...(await headers(op)) } }),
        }),
      })(runtime),
    };
    return (call) => links[call.op.type](call);
  };

interface Batch {
  readonly opList: readonly [Operation, ...Operation[]];
}

// Its own type of RequestInit differs in what may be undefined.
type FetchOfLink = NonNullable<Parameters<typeof httpBatchLink>[0]["fetch"]>;
