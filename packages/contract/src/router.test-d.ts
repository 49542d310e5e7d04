import { initTRPC, tracked } from "@trpc/server";
import { z } from "zod";
import type { AppRouter, ContractDrift } from "./index.ts";
import { procedures } from "./procedures.ts";

// Checked by `tsc --noEmit` alone: what a server must not do is a compile error here.

const t = initTRPC.create();
const { order: declared, operator: forOperators } = procedures;

const order = {
  prices: t.procedure
    .input(declared.prices.input)
    .output(declared.prices.output)
    .query(() => null as never),
  create: t.procedure
    .input(declared.create.input)
    .output(declared.create.output)
    .mutation(() => null as never),
  approve: t.procedure
    .input(declared.approve.input)
    .output(declared.approve.output)
    .mutation(() => null as never),
  get: t.procedure
    .input(declared.get.input)
    .output(declared.get.output)
    .query(() => null as never),
  watch: t.procedure.input(declared.watch.input).subscription(async function* () {
    yield tracked("1", null as unknown as z.output<typeof declared.watch.output>);
  }),
};

const operator = t.router({
  orders: t.procedure
    .input(forOperators.orders.input)
    .output(forOperators.orders.output)
    .query(() => null as never),
  order: t.procedure
    .input(forOperators.order.input)
    .output(forOperators.order.output)
    .query(() => null as never),
  retry: t.procedure
    .input(forOperators.retry.input)
    .output(forOperators.retry.output)
    .mutation(() => null as never),
  refund: t.procedure
    .input(forOperators.refund.input)
    .output(forOperators.refund.output)
    .mutation(() => null as never),
  close: t.procedure
    .input(forOperators.close.input)
    .output(forOperators.close.output)
    .mutation(() => null as never),
  reconcile: t.procedure
    .input(forOperators.reconcile.input)
    .output(forOperators.reconcile.output)
    .mutation(() => null as never),
  unmatchedPayments: t.procedure
    .input(forOperators.unmatchedPayments.input)
    .output(forOperators.unmatchedPayments.output)
    .query(() => null as never),
  closeUnmatchedPayment: t.procedure
    .input(forOperators.closeUnmatchedPayment.input)
    .output(forOperators.closeUnmatchedPayment.output)
    .mutation(() => null as never),
  money: t.procedure
    .input(forOperators.money.input)
    .output(forOperators.money.output)
    .query(() => null as never),
});

type DriftOf<Router extends { _def: { record: unknown } }> = ContractDrift<
  Router["_def"]["record"]
>;

/** Compiles only with the drift that there is: "none", or where and what it is. */
const drift = <D>(_found: [D] extends [never] ? "none" : D): void => undefined;

const faithful = t.router({ order: t.router(order), operator });
drift<DriftOf<typeof faithful>>("none");
drift<DriftOf<AppRouter>>("none");

const { watch: _watch, ...unwatched } = order;
const lacking = t.router({ order: t.router(unwatched), operator });
drift<DriftOf<typeof lacking>>({ order: { watch: "is missing in the server" } });
// @ts-expect-error a declared procedure is missing
drift<DriftOf<typeof lacking>>("none");

const empty = t.router({ operator });
drift<DriftOf<typeof empty>>({ order: "is missing in the server" });
// @ts-expect-error a declared group is missing
drift<DriftOf<typeof empty>>("none");

const refund = t.procedure.mutation(() => 1);
const extended = t.router({ order: t.router({ ...order, refund }), operator });
drift<DriftOf<typeof extended>>({ order: { refund: "is not declared in the contract" } });
// @ts-expect-error an undeclared procedure is served
drift<DriftOf<typeof extended>>("none");

const otherInput = t.procedure
  .input(z.object({ order_id: z.number() }))
  .output(declared.get.output)
  .query(() => null as never);
const asksOtherwise = t.router({ order: t.router({ ...order, get: otherInput }), operator });
drift<DriftOf<typeof asksOtherwise>>({ order: { get: "differs" } });
// @ts-expect-error another input
drift<DriftOf<typeof asksOtherwise>>("none");

const widerInput = t.procedure
  .input(declared.get.input.extend({ verbose: z.boolean().optional() }))
  .output(declared.get.output)
  .query(() => null as never);
const asksMore = t.router({ order: t.router({ ...order, get: widerInput }), operator });
drift<DriftOf<typeof asksMore>>({ order: { get: "differs" } });
// @ts-expect-error an input that only an optional field sets apart
drift<DriftOf<typeof asksMore>>("none");

const otherOutput = t.procedure
  .input(declared.get.input)
  .query(() => ({ order_id: "A", state: "approved" }));
const answersOtherwise = t.router({ order: t.router({ ...order, get: otherOutput }), operator });
drift<DriftOf<typeof answersOtherwise>>({ order: { get: "differs" } });
// @ts-expect-error another output
drift<DriftOf<typeof answersOtherwise>>("none");

const otherKind = t.procedure
  .input(declared.get.input)
  .output(declared.get.output)
  .mutation(() => null as never);
const servedOtherwise = t.router({ order: t.router({ ...order, get: otherKind }), operator });
drift<DriftOf<typeof servedOtherwise>>({ order: { get: "differs" } });
// @ts-expect-error a mutation where a query is declared
drift<DriftOf<typeof servedOtherwise>>("none");

const otherEvents = t.procedure.input(declared.watch.input).subscription(async function* () {
  yield tracked("1", { state: "approved" });
});
const streamsOtherwise = t.router({ order: t.router({ ...order, watch: otherEvents }), operator });
drift<DriftOf<typeof streamsOtherwise>>({ order: { watch: "differs" } });
// @ts-expect-error a stream of other events
drift<DriftOf<typeof streamsOtherwise>>("none");

const untracked = t.procedure.input(declared.watch.input).subscription(async function* () {
  yield null as unknown as z.output<typeof declared.watch.output>;
});
const notResumable = t.router({ order: t.router({ ...order, watch: untracked }), operator });
drift<DriftOf<typeof notResumable>>({ order: { watch: "differs" } });
// @ts-expect-error events without the id to resume from
drift<DriftOf<typeof notResumable>>("none");
