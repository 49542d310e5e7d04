import type { Order } from "@onekonsole/billing-contract";
import type { orderUpdateSchema } from "@onekonsole/billing-contract/schemas";
import { tracked } from "@trpc/server";
import { expectTypeOf, test } from "vitest";
import type { z } from "zod";
import type { Caller } from "../domain/caller.ts";
import type { Call, OperatorCall, OperatorCaller } from "./call.ts";
import type { Dependencies } from "./context.ts";
import { operatorVerbs } from "./operator-verbs.ts";
import { orderVerbs } from "./order-verbs.ts";
import type { Verb, Verbs } from "./verbs.ts";
import { watchOrder } from "./watch-order.ts";

// Checked by `tsc --noEmit` alone: a verb that does not match the contract is a compile error.

type CallOf<Path extends Parameters<typeof verb>[0]> = Parameters<Verb<Path>>[1];
declare const verb: <Path extends "order.prices" | "order.get" | "order.watch" | "operator.order">(
  path: Path,
  verb: Verb<Path>,
) => void;
declare const anOrder: Order;
declare const anUpdate: z.output<typeof orderUpdateSchema>;

test("every procedure of the contract has a verb", () => {
  expectTypeOf(orderVerbs).toEqualTypeOf<Verbs<"order">>();
  expectTypeOf(operatorVerbs).toEqualTypeOf<Verbs<"operator">>();
  const { watch: _, ...incomplete } = orderVerbs;
  // @ts-expect-error a declared procedure has no verb
  incomplete satisfies Verbs<"order">;
});

test("a verb that the contract does not declare is an error", () => {
  expectTypeOf({ ...orderVerbs }).toExtend<Verbs<"order">>();
  // @ts-expect-error an undeclared procedure
  ({ ...orderVerbs, refund: orderVerbs.get }) satisfies Verbs<"order">;
});

test("the access in the contract decides which caller a verb receives", () => {
  expectTypeOf<CallOf<"order.prices">>().not.toHaveProperty("caller");
  expectTypeOf<CallOf<"order.get">["caller"]>().toEqualTypeOf<Caller>();
  expectTypeOf<CallOf<"operator.order">["caller"]>().toEqualTypeOf<OperatorCaller>();

  const forUsers = (_deps: Dependencies, _call: Call<unknown>) => anOrder;
  const forOperators = (_deps: Dependencies, _call: OperatorCall<unknown>) => anOrder;
  verb("order.get", forUsers);
  // @ts-expect-error a verb for operators at a procedure for users
  verb("order.get", forOperators);
  // @ts-expect-error a verb for users at a public procedure
  verb("order.prices", (_deps: Dependencies, _call: Call<unknown>) => null as never);
});

test("a verb takes the declared input and returns the declared output", () => {
  expectTypeOf<CallOf<"order.get">["input"]>().toEqualTypeOf<{ order_id: string }>();
  // @ts-expect-error another input
  verb("order.get", (_, { input }: Call<{ order_id: number }>) => ({ ...anOrder, ...input }));
  // @ts-expect-error an input with a further field
  verb("order.get", (_deps, _call: Call<{ order_id: string; verbose: boolean }>) => anOrder);
  // @ts-expect-error an output without the declared fields
  verb("order.get", () => ({ order_id: "A", state: "approved" }));
  // @ts-expect-error a state that no order has
  verb("order.get", () => ({ ...anOrder, state: "paid" }));
  // @ts-expect-error a stream where a single value is declared
  verb("order.get", async function* () {
    yield tracked("1", anOrder);
  });
});

test("a subscription's verb returns a stream of tracked events", () => {
  expectTypeOf(watchOrder).toExtend<Verb<"order.watch">>();
  verb("order.watch", async function* () {
    yield tracked("1", anUpdate);
  });
  // @ts-expect-error a value where a stream is declared
  verb("order.watch", () => anUpdate);
  // @ts-expect-error other events
  verb("order.watch", async function* () {
    yield tracked("1", { state: "approved" });
  });
  // @ts-expect-error events without the id to resume from
  verb("order.watch", async function* () {
    yield anUpdate;
  });
});
