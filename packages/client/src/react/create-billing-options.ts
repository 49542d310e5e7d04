import { skipToken } from "@tanstack/react-query";
import type { BillingClient } from "../create-billing-client.ts";
import type { BillingOptions, CallOptions } from "./options-types.ts";
import { pathKey, readKey } from "./query-keys.ts";

interface Procedure {
  readonly query: (input: unknown, options: object) => Promise<unknown>;
  readonly mutate: (input: unknown, options: object) => Promise<unknown>;
}

type Groups = Readonly<Record<string, Readonly<Record<string, Procedure>>>>;

interface Target {
  readonly path: readonly string[];
  readonly procedure: () => Procedure;
}

interface FetchContext {
  readonly signal: AbortSignal;
  readonly pageParam?: string | null;
}

type Given = CallOptions & Record<string, unknown>;

/** What each last word of a path makes of its arguments. */
type Helper = (target: Target, first: unknown, second: unknown) => unknown;

const info = (path: readonly string[]) => ({ trpc: { path: path.join(".") } });

const callOptions = (given: Given | undefined, { signal }: FetchContext) => ({
  ...(given?.trpc?.context && { context: given.trpc.context }),
  ...(given?.trpc?.abortOnUnmount !== false && { signal }),
});

const queryOptions: Helper = ({ path, procedure }, input, given) => ({
  ...(given as Given | undefined),
  queryKey: readKey(path, "query", input),
  queryFn:
    input === skipToken
      ? skipToken
      : (context: FetchContext) =>
          procedure().query(input, callOptions(given as Given | undefined, context)),
  ...info(path),
});

const infiniteQueryOptions: Helper = ({ path, procedure }, input, given) => ({
  ...(given as Given | undefined),
  queryKey: readKey(path, "infinite", input),
  queryFn:
    input === skipToken
      ? skipToken
      : (context: FetchContext) =>
          procedure().query(
            {
              ...(input as object | undefined),
              ...(context.pageParam && { after: context.pageParam }),
            },
            callOptions(given as Given | undefined, context),
          ),
  initialPageParam: null,
  getNextPageParam: ({ next }: { next: string | null }) => next,
  ...info(path),
});

const mutationOptions: Helper = ({ path, procedure }, given) => ({
  ...(given as Given | undefined),
  mutationKey: pathKey(path),
  mutationFn: (input: unknown) => {
    const context = (given as Given | undefined)?.trpc?.context;
    return procedure().mutate(input, context ? { context } : {});
  },
  ...info(path),
});

const helpers: Readonly<Record<string, Helper>> = {
  pathKey: ({ path }) => pathKey(path),
  pathFilter: ({ path }, filters) => ({ ...(filters as object), queryKey: pathKey(path) }),
  queryOptions,
  queryKey: ({ path }, input) => readKey(path, "query", input),
  queryFilter: ({ path }, input, filters) => ({
    ...(filters as object),
    queryKey: readKey(path, "query", input),
  }),
  infiniteQueryOptions,
  infiniteQueryKey: ({ path }, input) => readKey(path, "infinite", input),
  infiniteQueryFilter: ({ path }, input, filters) => ({
    ...(filters as object),
    queryKey: readKey(path, "infinite", input),
  }),
  mutationOptions,
  mutationKey: ({ path }) => pathKey(path),
};

/**
 * The procedures of a client as options for TanStack Query, for use outside components: loaders, prefetching,
 * invalidation. Inside, `useBilling` returns the same.
 */
export function createBillingOptions({
  client,
}: {
  readonly client: BillingClient;
}): BillingOptions {
  const groups = client as unknown as Groups;
  const at = (path: readonly string[]): unknown =>
    new Proxy(() => undefined, {
      get: (_target, key) =>
        // A promise that resolves with this is no reason to call `then`.
        typeof key === "string" && key !== "then" ? at([...path, key]) : undefined,
      apply: (_target, _this, [first, second]: [unknown, unknown]) => {
        const owner = path.slice(0, -1);
        const [group = "", name = ""] = owner;
        const procedure = () => groups[group]?.[name] as Procedure;
        const helper = helpers[path.at(-1) ?? ""];
        if (!helper) throw new TypeError(`There is no billing.${path.join(".")}().`);
        return helper({ path: owner, procedure }, first, second);
      },
    });
  return at([]) as BillingOptions;
}
