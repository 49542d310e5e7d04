import type { ContractDrift } from "@onekonsole/billing-contract";
import { operatorRouter } from "./operator-router.ts";
import { orderRouter } from "./order-router.ts";
import { createCallerFactory, router } from "./trpc.ts";

type Served = { readonly _def: { readonly record: unknown } };
type Drift<R extends Served> = ContractDrift<R["_def"]["record"]>;

/** Accepts only a router that matches the contract; the compile error names the procedure that differs. */
const matchContract = <R extends Served>(
  served: R & ([Drift<R>] extends [never] ? unknown : { readonly drift: Drift<R> }),
): R => served;

/** The server's router; does not compile unless it matches the contract. */
export const appRouter = matchContract(router({ order: orderRouter, operator: operatorRouter }));

/** Calls the procedures in process, for the REST routes. */
export const createCaller = createCallerFactory(appRouter);
