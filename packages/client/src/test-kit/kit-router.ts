import type { ProcedurePath } from "@onekonsole/billing-contract";
import {
  declarations,
  procedureRecord,
  type ValidInput,
} from "@onekonsole/billing-contract/schemas";
import { initTRPC } from "@trpc/server";
import { approveOrder } from "./approve-order.ts";
import { createOrder } from "./create-order.ts";
import { invalidField, KitFault, toErrorShape } from "./kit-fault.ts";
import type { KitState } from "./kit-state.ts";
import { listOrders } from "./list-orders.ts";
import { watchOrder } from "./watch-order.ts";

interface Options<Path extends ProcedurePath> {
  readonly input: ValidInput<Path>;
  readonly signal?: AbortSignal | undefined;
}

type Verbs = { readonly [Path in ProcedurePath]?: (options: Options<Path>) => unknown };

/** What the kit simulates; every other procedure says that it does not. */
const verbsOn = (state: KitState): Verbs => ({
  "order.prices": ({ input }) => {
    checkCurrency(state, input?.currency);
    return state.settings.prices;
  },
  "order.create": ({ input }) => {
    checkCurrency(state, input.currency);
    return createOrder(state, input);
  },
  "order.approve": ({ input }) => approveOrder(state, input.order_id),
  "order.get": ({ input }) => state.book.find(input.order_id).order,
  "order.list": ({ input }) => listOrders(state, input),
  "order.receipt": ({ input }) => {
    state.book.find(input.order_id);
    return { documents: [] };
  },
  "order.watch": (options) => watchOrder(state, options),
});

function checkCurrency({ settings }: KitState, currency: string | undefined): void {
  const { currencies } = settings.prices;
  if (currency !== undefined && !currencies.includes(currency))
    throw invalidField("currency", `must be one of ${currencies.join(", ")}`);
}

const t = initTRPC.create({
  // Pages and their workers use the kit, too.
  allowOutsideOfServer: true,
  errorFormatter: ({ error }) => toErrorShape(error),
});

/** The contract's procedures, with the inputs, outputs and kinds that it declares. Tokens are not verified. */
export function createKitRouter(state: KitState) {
  const { procedure } = t;
  const verbs = verbsOn(state);
  const call = (path: ProcedurePath, options: Options<never>): unknown => {
    state.faults.throwNext(path);
    const verb = verbs[path];
    if (verb) return verb(options);
    throw new KitFault("internal", { message: `The test kit does not simulate ${path}.` });
  };
  /** The error of a stream is an event, as the service's. */
  async function* stream(path: ProcedurePath, options: Options<never>) {
    yield* call(path, options) as AsyncIterable<unknown>;
  }
  return t.router(
    procedureRecord<Options<never>>({
      builders: { public: procedure, user: procedure, service: procedure, operator: procedure },
      resolve: (path, options) =>
        declarations.get(path)?.kind === "subscription"
          ? stream(path, options)
          : call(path, options),
    }),
  );
}

/** Calls one procedure of a router, without the wire. */
export function createCaller(router: ReturnType<typeof createKitRouter>, path: string) {
  const caller = t.createCallerFactory(router)({});
  const [group = "", name = ""] = path.split(".");
  type Calls = Readonly<Record<string, Readonly<Record<string, Call>>>>;
  type Call = (input: unknown) => Promise<unknown>;
  return (input: unknown) => (caller as unknown as Calls)[group]![name]!(input);
}
