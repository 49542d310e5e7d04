import type {
  AppInputs,
  AppOutputs,
  ProcedurePath,
  ProcedureRecord,
} from "@onekonsole/billing-contract";
import type {
  DataTag,
  DefinedInitialDataOptions,
  InfiniteData,
  QueryFilters,
  SkipToken,
  UndefinedInitialDataInfiniteOptions,
  UndefinedInitialDataOptions,
  UnusedSkipTokenOptions,
  UseMutationOptions,
} from "@tanstack/react-query";
import type { FailedCall } from "../billing-error.ts";
import type { BillingQueryKey } from "./query-keys.ts";

/** What a call sends besides its input. */
export interface CallOptions {
  readonly trpc?: {
    /** For the links of the client. */
    readonly context?: Record<string, unknown>;
    /** Whether a read ends when its last component is gone; true by default. */
    readonly abortOnUnmount?: boolean;
  };
}

/** Which call these options make. */
interface CallInfo {
  readonly trpc: { readonly path: string };
}

interface Call {
  readonly input: unknown;
  readonly output: unknown;
  readonly error: unknown;
}

/** The input of a call that may be made without one. */
type Fields<C extends Call> = Exclude<C["input"], void | undefined>;

type OwnOptions = "queryKey" | "queryFn" | "queryHashFn" | "queryHash";

type Given<Options> = Omit<Options, OwnOptions> & CallOptions;

interface KeyOf<Data, Failure> {
  queryKey: DataTag<BillingQueryKey, Data, Failure>;
}

type Filter<Data, Failure> = QueryFilters<DataTag<BillingQueryKey, Data, Failure>> &
  KeyOf<Data, Failure>;

/** The keys of all calls below a path. */
export interface PathHelpers {
  /** For every call below this path. */
  readonly pathKey: () => BillingQueryKey;
  readonly pathFilter: (
    filters?: QueryFilters<BillingQueryKey>,
  ) => QueryFilters<BillingQueryKey> & {
    queryKey: BillingQueryKey;
  };
}

/** Options of `useQuery` and its relatives, by the input; `skipToken` for none yet. */
export interface QueryOptionsOf<C extends Call> {
  <Data = C["output"]>(
    input: C["input"] | SkipToken,
    options: Given<DefinedInitialDataOptions<C["output"], C["error"], Data, BillingQueryKey>>,
  ): DefinedInitialDataOptions<C["output"], C["error"], Data, BillingQueryKey> &
    KeyOf<C["output"], C["error"]> &
    CallInfo;
  <Data = C["output"]>(
    input: C["input"],
    options?: Given<UnusedSkipTokenOptions<C["output"], C["error"], Data, BillingQueryKey>>,
  ): UnusedSkipTokenOptions<C["output"], C["error"], Data, BillingQueryKey> &
    KeyOf<C["output"], C["error"]> &
    CallInfo;
  <Data = C["output"]>(
    input: C["input"] | SkipToken,
    options?: Given<UndefinedInitialDataOptions<C["output"], C["error"], Data, BillingQueryKey>>,
  ): UndefinedInitialDataOptions<C["output"], C["error"], Data, BillingQueryKey> &
    KeyOf<C["output"], C["error"]> &
    CallInfo;
}

interface QueryHelpers<C extends Call> extends PathHelpers {
  readonly queryOptions: QueryOptionsOf<C>;
  /** Without an input, the beginning of the keys of all inputs. */
  readonly queryKey: (input?: Partial<Fields<C>>) => KeyOf<C["output"], C["error"]>["queryKey"];
  readonly queryFilter: (
    input?: Partial<Fields<C>>,
    filters?: QueryFilters<DataTag<BillingQueryKey, C["output"], C["error"]>>,
  ) => Filter<C["output"], C["error"]>;
}

type Pages<C extends Call> = InfiniteData<C["output"], string | null>;

type InfiniteOptions<C extends Call, Data> = UndefinedInitialDataInfiniteOptions<
  C["output"],
  C["error"],
  Data,
  BillingQueryKey,
  string | null
>;

/** For lists in pages: `next` of a page is `after` of the next request. */
interface InfiniteHelpers<C extends Call> {
  readonly infiniteQueryOptions: <Data = Pages<C>>(
    input: C["input"] | SkipToken,
    options?: Omit<InfiniteOptions<C, Data>, OwnOptions | "initialPageParam" | "getNextPageParam"> &
      CallOptions,
  ) => InfiniteOptions<C, Data> & KeyOf<Pages<C>, C["error"]> & CallInfo;
  readonly infiniteQueryKey: (
    input?: Partial<Fields<C>>,
  ) => KeyOf<Pages<C>, C["error"]>["queryKey"];
  readonly infiniteQueryFilter: (
    input?: Partial<Fields<C>>,
    filters?: QueryFilters<DataTag<BillingQueryKey, Pages<C>, C["error"]>>,
  ) => Filter<Pages<C>, C["error"]>;
}

interface MutationHelpers<C extends Call> {
  readonly mutationOptions: <Context = unknown>(
    options?: Omit<
      UseMutationOptions<C["output"], C["error"], C["input"], Context>,
      "mutationKey" | "mutationFn"
    > &
      CallOptions,
  ) => UseMutationOptions<C["output"], C["error"], C["input"], Context> & {
    mutationKey: [path: string[]];
  } & CallInfo;
  readonly mutationKey: () => [path: string[]];
}

type IsPaged<C extends Call> = "after" extends keyof Fields<C>
  ? C["output"] extends { next: string | null }
    ? true
    : false
  : false;

type HelpersByKind<Kind, C extends Call> = Kind extends "query"
  ? QueryHelpers<C> & (IsPaged<C> extends true ? InfiniteHelpers<C> : unknown)
  : Kind extends "mutation"
    ? MutationHelpers<C>
    : unknown;

/** Whether a procedure reads, changes or streams. */
type KindOf<Procedure> = Procedure extends { _def: { type: infer Kind } } ? Kind : never;

type GroupHelpers<Group extends keyof ProcedureRecord> = {
  readonly [Name in keyof ProcedureRecord[Group]]: HelpersByKind<
    KindOf<ProcedureRecord[Group][Name]>,
    {
      input: Name extends keyof AppInputs[Group] ? AppInputs[Group][Name] : never;
      output: Name extends keyof AppOutputs[Group] ? AppOutputs[Group][Name] : never;
      error: `${Group}.${Name & string}` extends infer Path extends ProcedurePath
        ? FailedCall<Path>
        : never;
    }
  >;
};

/**
 * The procedures of the service as options for TanStack Query, such as `billing.order.get.queryOptions({ order_id })`.
 * Names, keys and results are those of tRPC's own integration.
 */
export type BillingOptions = {
  readonly [Group in keyof ProcedureRecord]: GroupHelpers<Group> & PathHelpers;
} & PathHelpers;
