// The public types of @onekonsole/billing-client; `npm run api` writes them.

// @onekonsole/billing-client
//   BillingClient
//   BillingClientOptions
//   BillingError
//   billingErrorOf
//   createBillingClient
//   FailedCall
//   isBillingError
//   OrderUpdate
//   ReceiptPdfOptions
//   SettledOrder
//   toBillingError
//   WaitOptions

// @onekonsole/billing-client/react
//   BillingOptions
//   BillingProvider
//   BillingProviderProps
//   BillingQueryKey
//   createBillingOptions
//   useBilling
//   useBillingClient

/** The typed procedures of the service, and functions for what no procedure does. */
interface BillingClient extends TRPCClient<AppRouter> {
  /**
   * Follows an order until it is settled: nothing more happens to it by itself. Reconnects after a
   * disconnect, and after a limit or an overload with the pause that the service requests, at most
   * five minutes. Rejects with the service's error for an unknown order, and with the signal's
   * reason when aborted. A payer may take hours: pass a signal, such as `AbortSignal.timeout`, to
   * wait for a shorter time.
   */
  readonly waitUntilSettled: (orderId: string, options?: WaitOptions) => Promise<SettledOrder>;
  /** The receipt of an order as PDF, or one of its credit notes by its number. */
  readonly receiptPdf: (orderId: string, options?: ReceiptPdfOptions) => Promise<Blob>;
}

interface BillingClientOptions {
  /** The service's root, such as `https://billing.example.org`; `/trpc` is added. */
  readonly url: string;
  /**
   * The access token, or a function that returns a fresh one before every request and reconnect.
   */
  readonly token?: string | (() => string | Promise<string>);
  /** Timeout of a query or mutation in milliseconds; 30,000 by default. Streams have none. */
  readonly timeoutMs?: number;
  /**
   * How long queries and `order.create` are repeated after a failure that may pass, such as a lost connection, in
   * milliseconds from the call; 10,000 by default, 0 for never. A pause that the service requests is respected.
   */
  readonly retryForMs?: number;
  /**
   * The headers of the trace that a call belongs to; read when the call is made, and sent with all its attempts. By
   * default, the trace of the active span of the application's OpenTelemetry, if it has one.
   */
  readonly traceHeaders?: () => TraceHeaders;
  /** Replaces the global fetch, for tests and proxies. */
  readonly fetch?: typeof globalThis.fetch;
}

/** A failed call. `code` is the contract's, or `unreachable` without a response of the service. */
interface BillingError<Code extends ErrorCode = ErrorCode> {
  readonly code: Code | "unreachable";
  readonly action: ErrorAction;
  /** Text for the user. */
  readonly message: string;
  /** The id to quote to support; undefined without a response of the service. */
  readonly requestId?: string;
  readonly fields: readonly FieldProblem[];
  /** The other order that prevents this one, such as the one that has the cluster name. */
  readonly orderId?: string;
  /** The current price, if it changed since the buyer saw it. */
  readonly amount?: Money;
  /** The pause before the next try that the service requests, if it does. */
  readonly retryAfterSeconds?: number;
}

/**
 * @deprecated Renamed to {@link toBillingError}.
 * @alias
 */
const billingErrorOf: typeof toBillingError;

/**
 * The procedures of the service as options for TanStack Query, such as `billing.order.get.queryOptions({ order_id })`.
 * Names, keys and results are those of tRPC's own integration.
 */
type BillingOptions = { readonly [Group in keyof ProcedureRecord]: GroupHelpers<Group> & PathHelpers; } & PathHelpers;

/** Gives the hooks below it their client. It stands below TanStack Query's QueryClientProvider. */
function BillingProvider({ client, children }: BillingProviderProps): ReactNode;

interface BillingProviderProps {
  /** Made once, outside the components. */
  readonly client: BillingClient;
  readonly children?: ReactNode;
}

/** TanStack Query's key of a read, of the same shape as tRPC's own, so that both share a cache. */
type BillingQueryKey = [path: string[], options?: {
  input?: unknown;
  type?: "query" | "infinite";
}];

interface Call {
  readonly input: unknown;
  readonly output: unknown;
  readonly error: unknown;
}

/** Which call these options make. */
interface CallInfo {
  readonly trpc: {
    readonly path: string;
  };
}

/** What a call sends besides its input. */
interface CallOptions {
  readonly trpc?: {
    /** For the links of the client. */
    readonly context?: Record<string, unknown>;
    /** Whether a read ends when its last component is gone; true by default. */
    readonly abortOnUnmount?: boolean;
  };
}

/**
 * A client of the billing service for browsers and Node ≥ 22. Every failed call rejects with a
 * TRPCClientError that has a code, an action and a text for the user: see `isBillingError`.
 */
function createBillingClient(options: BillingClientOptions): BillingClient;

/**
 * The procedures of a client as options for TanStack Query, for use outside components: loaders, prefetching,
 * invalidation. Inside, `useBilling` returns the same.
 */
function createBillingOptions({ client }: {
  readonly client: BillingClient;
}): BillingOptions;

/** What a failed call of a procedure rejects with. Its `cause` is technical, its `message` for the user. */
type FailedCall<Path extends ProcedurePath = ProcedurePath> = TRPCClientError<AppRouter> & BillingError<DeclaredError<Path>>;

/** The input of a call that may be made without one. */
type Fields<C extends Call> = Exclude<C["input"], void | undefined>;

type Filter<Data, Failure> = QueryFilters<DataTag<BillingQueryKey, Data, Failure>> & KeyOf<Data, Failure>;

type Given<Options> = Omit<Options, OwnOptions> & CallOptions;

type GroupHelpers<Group extends keyof ProcedureRecord> = { readonly [Name in keyof ProcedureRecord[Group]]: HelpersByKind<KindOf<ProcedureRecord[Group][Name]>, {
  input: Name extends keyof AppInputs[Group] ? AppInputs[Group][Name] : never;
  output: Name extends keyof AppOutputs[Group] ? AppOutputs[Group][Name] : never;
  error: `${Group}.${Name & string}` extends (infer Path extends ProcedurePath) ? FailedCall<Path> : never;
}>; };

type HelpersByKind<Kind, C extends Call> = Kind extends "query" ? QueryHelpers<C> & (IsPaged<C> extends true ? InfiniteHelpers<C> : unknown) : Kind extends "mutation" ? MutationHelpers<C> : unknown;

/** For lists in pages: `next` of a page is `after` of the next request. */
interface InfiniteHelpers<C extends Call> {
  readonly infiniteQueryOptions: <Data = Pages<C>>(input: C["input"] | SkipToken, options?: Omit<InfiniteOptions<C, Data>, OwnOptions | "initialPageParam" | "getNextPageParam"> & CallOptions) => InfiniteOptions<C, Data> & KeyOf<Pages<C>, C["error"]> & CallInfo;
  readonly infiniteQueryKey: (input?: Partial<Fields<C>>) => KeyOf<Pages<C>, C["error"]>["queryKey"];
  readonly infiniteQueryFilter: (input?: Partial<Fields<C>>, filters?: QueryFilters<DataTag<BillingQueryKey, Pages<C>, C["error"]>>) => Filter<Pages<C>, C["error"]>;
}

type InfiniteOptions<C extends Call, Data> = UndefinedInitialDataInfiniteOptions<C["output"], C["error"], Data, BillingQueryKey, string | null>;

/**
 * Whether an error is a failed call; not if the call was aborted, or for an error of other code. With the path
 * of the procedure that was called, `code` narrows to the codes that the procedure declares and `unreachable`,
 * so that a `switch` without `default` does not compile any more when the contract adds one. A newer service may
 * return other codes; `action` and `message` apply to them too.
 */
function isBillingError<Path extends ProcedurePath = ProcedurePath>(error: unknown, _procedure?: Path): error is FailedCall<Path>;

type IsPaged<C extends Call> = "after" extends keyof Fields<C> ? C["output"] extends {
  next: string | null;
} ? true : false : false;

interface KeyOf<Data, Failure> {
  queryKey: DataTag<BillingQueryKey, Data, Failure>;
}

/** Whether a procedure reads, changes or streams. */
type KindOf<Procedure> = Procedure extends {
  _def: {
    type: infer Kind;
  };
} ? Kind : never;

interface MutationHelpers<C extends Call> {
  readonly mutationOptions: <Context = unknown>(options?: Omit<UseMutationOptions<C["output"], C["error"], C["input"], Context>, "mutationKey" | "mutationFn"> & CallOptions) => UseMutationOptions<C["output"], C["error"], C["input"], Context> & {
    mutationKey: [path: string[]];
  } & CallInfo;
  readonly mutationKey: () => [path: string[]];
}

/** An update of an order, as `order.watch` reports it. */
type OrderUpdate = WatchEvent extends ResumableEvent<infer Update> ? Update : never;

type OwnOptions = "queryKey" | "queryFn" | "queryHashFn" | "queryHash";

type Pages<C extends Call> = InfiniteData<C["output"], string | null>;

/** The keys of all calls below a path. */
interface PathHelpers {
  /** For every call below this path. */
  readonly pathKey: () => BillingQueryKey;
  readonly pathFilter: (filters?: QueryFilters<BillingQueryKey>) => QueryFilters<BillingQueryKey> & {
    queryKey: BillingQueryKey;
  };
}

interface QueryHelpers<C extends Call> extends PathHelpers {
  readonly queryOptions: QueryOptionsOf<C>;
  /** Without an input, the beginning of the keys of all inputs. */
  readonly queryKey: (input?: Partial<Fields<C>>) => KeyOf<C["output"], C["error"]>["queryKey"];
  readonly queryFilter: (input?: Partial<Fields<C>>, filters?: QueryFilters<DataTag<BillingQueryKey, C["output"], C["error"]>>) => Filter<C["output"], C["error"]>;
}

/** Options of `useQuery` and its relatives, by the input; `skipToken` for none yet. */
interface QueryOptionsOf<C extends Call> {
  <Data = C["output"]>(input: C["input"] | SkipToken, options: Given<DefinedInitialDataOptions<C["output"], C["error"], Data, BillingQueryKey>>): DefinedInitialDataOptions<C["output"], C["error"], Data, BillingQueryKey> & KeyOf<C["output"], C["error"]> & CallInfo;
  <Data = C["output"]>(input: C["input"], options?: Given<UnusedSkipTokenOptions<C["output"], C["error"], Data, BillingQueryKey>>): UnusedSkipTokenOptions<C["output"], C["error"], Data, BillingQueryKey> & KeyOf<C["output"], C["error"]> & CallInfo;
  <Data = C["output"]>(input: C["input"] | SkipToken, options?: Given<UndefinedInitialDataOptions<C["output"], C["error"], Data, BillingQueryKey>>): UndefinedInitialDataOptions<C["output"], C["error"], Data, BillingQueryKey> & KeyOf<C["output"], C["error"]> & CallInfo;
}

interface ReceiptPdfOptions {
  /** Of a document of `order.receipt`; by default, the order's receipt. */
  readonly number?: string;
  /** By default, the language that the browser accepts, or else English. */
  readonly language?: "en" | "fr";
  readonly signal?: AbortSignal;
}

/**
 * The last update of an order, by its state. A `switch` over `state` that names them all does not compile any
 * more when the contract adds one. A newer service may settle an order in another state.
 */
type SettledOrder = { [State in SettledState]: Omit<OrderUpdate, "state" | "settled"> & {
  readonly state: State;
  readonly settled: true;
}; }[SettledState];

/**
 * Converts the error of a failed call. A response that is not the service's own, such as a proxy's
 * error page or a broken connection, has the code `unreachable`. Throws any other error again.
 */
function toBillingError(error: unknown): BillingError;

/** Headers that continue a trace, such as `traceparent` and `tracestate` of W3C Trace Context. */
type TraceHeaders = Readonly<Record<string, string>>;

/** The procedures as options for TanStack Query, such as `useQuery(useBilling().order.get.queryOptions(…))`. */
const useBilling: () => BillingOptions;

/** The client itself, for a call outside TanStack Query. */
const useBillingClient: () => BillingClient;

interface WaitOptions {
  readonly signal?: AbortSignal;
  /** Called for every update, the settled one included. */
  readonly onUpdate?: (update: OrderUpdate) => void;
}

type WatchEvent = inferRouterOutputs<AppRouter>["order"]["watch"] extends AsyncIterable<infer Event> ? Event : never;
