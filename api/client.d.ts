// The public types of @onekonsole/billing-client; `npm run api` writes them.

// @onekonsole/billing-client
//   BillingClient
//   BillingClientOptions
//   BillingError
//   billingErrorOf
//   BillingEvent
//   createBillingClient
//   EventPage
//   FailedCall
//   followEvents
//   FollowOptions
//   isBillingError
//   OrderUpdate
//   ReceiptPdfOptions
//   SettledOrder
//   toBillingError
//   WaitOptions

// @onekonsole/billing-client/react
//   Approval
//   BillingError
//   BillingOptions
//   BillingProvider
//   BillingProviderProps
//   BillingQueryKey
//   Checkout
//   CheckoutOptions
//   CheckoutOrder
//   createBillingOptions
//   CreatedOrder
//   isTransient
//   LiveOrder
//   OpenOrderOptions
//   OrderStep
//   OrderUpdate
//   PlacedOrder
//   PriceList
//   ReceiptPdfRequest
//   safeLink
//   toFailure
//   useApproval
//   useBilling
//   useBillingClient
//   useCheckout
//   useOpenOrder
//   useOrder
//   usePrices
//   useReceiptPdf
//   useWindowPayment
//   whileTransient
//   WindowPayment
//   WindowPaymentOptions
//   WindowSession

// @onekonsole/billing-client/testing
//   createTestBilling
//   FaultCode
//   FaultDetails
//   KitOptions
//   startBilling
//   StartedBilling
//   StartOptions
//   TestBilling

/** A request to verify the payer's approval, after which the service captures. */
interface Approval {
  readonly isChecking: boolean;
  /** The service has accepted the approval. */
  readonly isAccepted: boolean;
  /** Why it did not; null while it is being checked. */
  readonly error: BillingError<DeclaredError<"order.approve">> | null;
  readonly retry: () => void;
}

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
  /** The cursor from which the kept events follow, for `cursor_expired`. */
  readonly cursor?: string;
  /** The pause before the next try that the service requests, if it does. */
  readonly retryAfterSeconds?: number;
}

/**
 * @deprecated Renamed to {@link toBillingError}.
 * @alias
 */
const billingErrorOf: typeof toBillingError;

/** An event of an order, with the order as it was then. */
type BillingEvent = EventPage["events"][number];

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

/** The state of a checkout without its looks. */
interface Checkout {
  readonly priceList: PriceList;
  /** What the service charges for these details, VAT included; undefined until the prices are loaded. */
  readonly total: (details: PricedDetails) => Money | undefined;
  /** An order is being created or paid, by this checkout or another one with the same client; no other can be placed. */
  readonly isBusy: boolean;
  /** The same, right at once and not after the next render only. */
  readonly isLocked: () => boolean;
  /**
   * Why the latest attempt failed; no money was taken. Nothing was ordered, except that after `unreachable` the
   * service may have the order: to place the same details again returns it.
   */
  readonly error: BillingError<DeclaredError<"order.create">> | null;
  /** The price that was shown at the latest attempt. */
  readonly seenAmount: Money | undefined;
  /**
   * Creates an order at the price that the page shows; the service rejects another price. Undefined while another
   * order is being paid, and before the prices are loaded.
   */
  readonly place: (order: CheckoutOrder) => PlacedOrder | undefined;
  /** Leads the payer to PayPal's page in this tab, once the order is created. */
  readonly redirect: (placed: PlacedOrder) => void;
}

interface CheckoutOptions {
  /** The buyer's choice, an ISO 4217 code; without one that is sold, the service's default. */
  readonly currency?: string;
  /** Who orders. The error of another user is not shown after a switch of the account. */
  readonly userId?: string;
  /** Called for an order without a link to PayPal: its own page offers the next step. */
  readonly onOrder?: (orderId: string) => void;
}

/** What a page orders; the checkout adds the currency and the price that it has shown. */
type CheckoutOrder = Omit<CreateOrderInput, "currency" | "expected_amount" | "amount">;

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

type CreatedOrder = AppOutputs["order"]["create"];

/** A billing service in memory. Each has its own orders and faults: create one for each test. */
function createTestBilling(options?: KitOptions): TestBilling;

/** Events in the order of the feed, those of one order by their version, and the cursor to store with their effects. */
type EventPage = AppOutputs["events"]["list"];

/** What a failed call of a procedure rejects with. Its `cause` is technical, its `message` for the user. */
type FailedCall<Path extends ProcedurePath = ProcedurePath> = TRPCClientError<AppRouter> & BillingError<DeclaredError<Path>>;

/** A code that the procedure declares, or `unreachable`: the connection fails. */
type FaultCode<Path extends ProcedurePath> = DeclaredError<Path> | "unreachable";

/** What an error says besides its code, as the service's does. */
interface FaultDetails {
  readonly retryAfterSeconds?: number;
  /** The other order, for `cluster_name_taken` and `duplicate_purchase`. */
  readonly orderId?: string;
  /** The current price, for `price_changed`. */
  readonly amount?: Money;
  readonly fields?: readonly FieldProblem[];
  /** By default, the catalog's text of the code. */
  readonly message?: string;
}

/** The input of a call that may be made without one. */
type Fields<C extends Call> = Exclude<C["input"], void | undefined>;

type Filter<Data, Failure> = QueryFilters<DataTag<BillingQueryKey, Data, Failure>> & KeyOf<Data, Failure>;

interface Followed {
  /** Its updates, the newest last; empty until the first arrives. */
  readonly steps: readonly OrderStep[];
  /** Reads the order anew at once, without the pause before the next attempt. */
  readonly retry: () => void;
}

/**
 * Follows the events of all orders, for services: `for await (const { events, cursor } of …)`. Store `cursor` in the
 * transaction that has the effect of `events`, also if there are none, and pass it as `after` at the next start: no
 * event is missed, and after a crash some may arrive again. Reconnects as `waitUntilSettled` does, and reads no
 * further than a few pages ahead. Does not end by itself; rejects with `cursor_expired` if events after the cursor
 * are no longer kept, with another error of the service, or with the signal's reason. A function of its own, so that
 * pages do not load it.
 */
function followEvents(billing: TRPCClient<AppRouter>, { after, types, userId, signal }: FollowOptions): AsyncGenerator<EventPage, never>;

interface FollowOptions {
  /**
   * The cursor that was stored last; `null` if there is none yet: from the oldest kept event. "now" skips what
   * happened before, also what happened while the consumer was stopped.
   */
  readonly after: string | null;
  /** Only events of these types. */
  readonly types?: WatchInput["types"];
  /** Only events of this user's orders. */
  readonly userId?: string;
  /** Ends the iteration, which then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

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

/** Whether the same call may succeed later without a change; for `retry` of TanStack Query. */
const isTransient: (error: unknown) => boolean;

interface KeyOf<Data, Failure> {
  queryKey: DataTag<BillingQueryKey, Data, Failure>;
}

/** Whether a procedure reads, changes or streams. */
type KindOf<Procedure> = Procedure extends {
  _def: {
    type: infer Kind;
  };
} ? Kind : never;

/** How a test kit behaves. */
interface KitOptions {
  /** The root of the service for which the kit responds; `https://billing.test` by default. */
  readonly url?: string;
  /**
   * Whether the payer has approved every order at PayPal when `order.approve` is called, or approves with `approve`
   * of the kit only; `approves` by default.
   */
  readonly payer?: "approves" | "waits";
  /**
   * How an approved order moves on: through `captured` to `provisioned`, with a pause of these milliseconds in each
   * state, or only with `advance`. 0 by default: the order is provisioned when `order.approve` responds.
   */
  readonly progress?: number | "manual";
  /** Replaces parts of the response of `order.prices`. The first of `currencies` is the default. */
  readonly prices?: Partial<AppOutputs["order"]["prices"]>;
}

type ListedOrder = AppOutputs["order"]["list"]["orders"][number];

/**
 * An order on a page, by `status`. `loading`: not read yet; `error` is why, if an attempt failed. `live`: as the
 * service has it. `stale`: as it was read before; the reads go on. `failed`: the reads have ended with `error`, and
 * `order` is what was read before.
 */
type LiveOrder = Followed & ({
  readonly status: "loading";
  readonly order: undefined;
  readonly error: OrderError | null;
} | {
  readonly status: "live";
  readonly order: Order;
  readonly error: null;
} | {
  readonly status: "stale";
  readonly order: Order;
  readonly error: OrderError | null;
} | {
  readonly status: "failed";
  readonly order: Order | undefined;
  readonly error: OrderError;
});

interface MutationHelpers<C extends Call> {
  readonly mutationOptions: <Context = unknown>(options?: Omit<UseMutationOptions<C["output"], C["error"], C["input"], Context>, "mutationKey" | "mutationFn"> & CallOptions) => UseMutationOptions<C["output"], C["error"], C["input"], Context> & {
    mutationKey: [path: string[]];
  } & CallInfo;
  readonly mutationKey: () => [path: string[]];
}

interface OpenOrderOptions {
  /** By default, the user of the token. */
  readonly userId?: string | undefined;
  /** Such as whether the user is known yet; true by default. */
  readonly enabled?: boolean;
}

type OrderError = BillingError<DeclaredError<"order.get">>;

/** An update of an order; `time` is null for one that is known from a later read only. */
type OrderStep = Omit<OrderUpdate, "time"> & {
  readonly time: string | null;
};

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

/** An order that is being created and paid. */
interface PlacedOrder {
  readonly created: Promise<CreatedOrder>;
  /** Allows another order; without effect once another one has been placed. */
  readonly release: () => void;
}

/** The prices in the currency of the order. */
interface PriceList {
  /** The chosen currency if it is sold, otherwise the service's default; the chosen one until loaded. */
  readonly currency: string;
  /** Every currency that is sold, the default first; empty until loaded. */
  readonly currencies: readonly string[];
  /** Undefined until loaded. */
  readonly prices: Omit<AppOutputs["order"]["prices"], "currencies"> | undefined;
  /** Why the latest attempt failed, until the prices are loaded. */
  readonly error: BillingError<DeclaredError<"order.prices">> | null;
  /** A request is in progress or a retry is scheduled. */
  readonly isLoading: boolean;
  readonly retry: () => void;
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

/** The document of an order that is fetched; by default its receipt. */
interface ReceiptPdfRequest extends Pick<ReceiptPdfOptions, "number" | "language"> {
  readonly orderId: string;
}

/**
 * A link to another site if it is safe to open, otherwise undefined. Safe is https, and the
 * simulator of `npm run dev` on the loopback without TLS. A `javascript:` link would run in this
 * page.
 */
function safeLink(link: string | null | undefined): string | undefined;

/**
 * The last update of an order, by its state. A `switch` over `state` that names them all does not compile any
 * more when the contract adds one. A newer service may settle an order in another state.
 */
type SettledOrder = { [State in SettledState]: Omit<OrderUpdate, "state" | "settled"> & {
  readonly state: State;
  readonly settled: true;
}; }[SettledState];

/**
 * Starts the real billing service on free loopback ports, with a PostgreSQL of its own. Node 24 or newer. Everything ends
 * with this process, even after SIGKILL.
 * @throws an Error that names the packages to install if they are missing, or that has the server's log if it exits.
 */
function startBilling(options: StartOptions): Promise<StartedBilling>;

/** The billing service in a separate process, its database, and the simulated upstreams. */
interface StartedBilling extends AsyncDisposable {
  /** The root of the service, for `createBillingClient`. */
  readonly url: string;
  /** An access token of a user. It is valid for some minutes: let the client call this before each request. */
  tokenFor(userId: string): Promise<string>;
  /** Approves an order as its payer does at PayPal. Throws if the order is unknown, expired or captured. */
  approve(orderId: string): void;
  /** The simulators, which can also decline, hold, refund, dispute and fail. */
  readonly sandbox: Sandbox;
  /** Stops everything, and removes the database. Idempotent. */
  stop(): Promise<void>;
}

interface StartOptions {
  /** PayPal, web-order and the OpenID Connect issuer are simulated: no other upstreams are possible. */
  readonly sandbox: true;
  /** Variables of the server's configuration that replace those for the sandbox, such as `allowed_origins`. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** The billing service in memory, for the tests of its clients. */
interface TestBilling {
  /** The root of the service, for `createBillingClient`. */
  readonly url: string;
  /** For `setupServer` or `setupWorker` of msw. */
  readonly handlers: HttpHandler[];
  /** Calls the handlers without msw's interception, for `createBillingClient`; rejects for any other address. */
  readonly fetch: typeof globalThis.fetch;
  /** In the order of their creation. */
  readonly orders: readonly Order[];
  /** Approves an order as its payer does at PayPal. Throws for an unknown order. */
  approve(orderId: string): void;
  /** Moves an order into any state; with a problem, its code and its text for the customer. */
  advance(orderId: string, state: OrderState, problem?: {
    code: OrderProblem;
    text: string;
  }): void;
  /**
   * Fails the next call of a procedure, by tRPC or REST, with a code that it declares, or without a response. Calls
   * add up: the first fault is that of the next call.
   */
  failNext<Path extends ProcedurePath>(path: Path, code: FaultCode<Path>, details?: FaultDetails): void;
}

/**
 * Converts the error of a failed call. A response that is not the service's own, such as a proxy's
 * error page or a broken connection, has the code `unreachable`. Throws any other error again.
 */
function toBillingError(error: unknown): BillingError;

/**
 * Converts any error for the page. Never throws, unlike `toBillingError`: an error that the client does not
 * recognize, such as a stream that ended early, counts as an interrupted connection.
 */
function toFailure<Code extends ErrorCode = ErrorCode>(error: unknown): BillingError<Code>;

/** Headers that continue a trace, such as `traceparent` and `tracestate` of W3C Trace Context. */
type TraceHeaders = Readonly<Record<string, string>>;

/**
 * Requests the approval of an order once the payer is back from PayPal, which `isReturned` says. Approving is
 * idempotent, so it is kept like a read: one call for an order, however many components use it and however often
 * they render.
 */
function useApproval(orderId: string, isReturned: boolean): Approval;

/** The procedures as options for TanStack Query, such as `useQuery(useBilling().order.get.queryOptions(…))`. */
const useBilling: () => BillingOptions;

/** The client itself, for a call outside TanStack Query. */
const useBillingClient: () => BillingClient;

/**
 * Prices and places one order at a time, whichever checkout with the same client places it: it stays busy until the
 * browser has left the page for PayPal, until the order is released, or until it is created if the component is gone.
 * After a change of the price, the prices are loaded again.
 */
function useCheckout({ currency, userId, onOrder }?: CheckoutOptions): Checkout;

/**
 * The newest order that waits for its payment or is being processed, so that a page can offer to go on with it
 * instead of a second payment; undefined if the user's latest 50 are settled.
 */
function useOpenOrder({ userId, enabled }?: OpenOrderOptions): ListedOrder | undefined;

/**
 * Follows an order, with reconnects, for as long as a component uses it: by its stream until it is settled, then
 * by a read every minute. All components of a page share the stream and the reads.
 */
function useOrder(orderId: string): LiveOrder;

/**
 * Loads the currencies that are sold together with the prices of the default one. Only another chosen currency
 * takes a second request.
 */
function usePrices(chosen?: string): PriceList;

/** Fetches a receipt or credit note as PDF on request, such as a click; a link could not send the token. */
function useReceiptPdf(onFetched: (pdf: Blob) => void): UseMutationResult<Blob, FailedCall, ReceiptPdfRequest>;

/**
 * Pays an order of the checkout in PayPal's window. This package does not load PayPal's SDK: pass `session` to it,
 * and the start of its session to `open`.
 */
function useWindowPayment(options: WindowPaymentOptions): WindowPaymentCallbacks;

interface WaitOptions {
  readonly signal?: AbortSignal;
  /** Called for every update, the settled one included. */
  readonly onUpdate?: (update: OrderUpdate) => void;
}

type WatchEvent = inferRouterOutputs<AppRouter>["order"]["watch"] extends AsyncIterable<infer Event> ? Event : never;

type WatchInput = Exclude<AppInputs["events"]["watch"], void | undefined>;

/** Reads that a page cannot do without are repeated for as long as their error may pass. */
const whileTransient: {
  retry: (_failures: number, error: unknown) => boolean;
  retryDelay: (failures: number) => number;
};

/** What happens, or happened last, in PayPal's window; undefined before it is opened, and after the approval. */
type WindowPayment = {
  readonly step: "open";
} | {
  readonly step: "cancelled";
} | {
  readonly step: "failed";
  readonly orderId: string;
} | undefined;

interface WindowPaymentCallbacks {
  readonly session: WindowSession;
  /** Places an order and opens the window by `start`, such as the session's own; on a click only. */
  readonly open: (start: () => Promise<unknown>) => void;
}

interface WindowPaymentOptions {
  /** Places the order of a click; undefined if the form or another payment forbids it. */
  readonly place: () => PlacedOrder | undefined;
  readonly onPayment: (payment: WindowPayment) => void;
  /** The service has not captured yet: `useApproval` requests it. */
  readonly onApproved: (orderId: string) => void | Promise<void>;
}

/** The callbacks of a payment session of PayPal's JavaScript SDK v6, whose names and arguments they have. */
interface WindowSession {
  readonly createOrder: () => Promise<{
    orderId: string;
  }>;
  readonly onApprove: (approved: {
    orderId: string;
  }) => Promise<void>;
  readonly onCancel: () => void;
  readonly onError: () => void;
}
