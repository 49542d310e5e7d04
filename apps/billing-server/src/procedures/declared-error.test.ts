import { type ErrorCode, errorCatalog } from "@onekonsole/billing-contract";
import { procedures } from "@onekonsole/billing-contract/schemas";
import { type TRPCError } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import { describe, expect, test } from "vitest";
import { BillingError } from "../domain/billing-error.ts";
import { ingress, userCaller } from "../testing/callers.ts";
import { failed, failureKinds, fakePayPal } from "../testing/fake-paypal.ts";
import { createMemoryStore } from "../testing/memory-store.ts";
import { sampleDependencies } from "../testing/sample-dependencies.ts";
import { sampleOperators } from "../testing/sample-operators.ts";
import { sampleOrder } from "../testing/sample-order.ts";
import { createBody } from "../testing/served-app.ts";
import { takeUndeclaredErrors } from "../testing/undeclared-errors.ts";
import { declareErrors, type ProcedureCall } from "./declare-errors.ts";
import { createCaller } from "./router.ts";
import { toBillingError } from "./to-billing-error.ts";

const codes = Object.keys(errorCatalog) as ErrorCode[];
const paths = Object.entries(procedures).flatMap(([group, declarations]) =>
  Object.entries(declarations).map(([name, { errors }]) => ({
    path: `${group}.${name}`,
    group,
    name,
    errors: errors as readonly ErrorCode[],
  })),
);

type Caller = ReturnType<typeof createCaller>;

const operator = userCaller(sampleOrder().details.user_id, { isOperator: true });

interface Failing {
  readonly group: string;
  readonly name: string;
  readonly thrown: unknown;
}

const callerContext = {
  deps: sampleDependencies(),
  authenticateAndLimit: async () => ingress,
  requestId: "req-1",
};

const callOf = (path: string): ProcedureCall => ({
  path,
  ctx: callerContext,
  getRawInput: async () => undefined,
  signal: undefined,
});

/** The error of the named procedure if it throws this. */
async function catchFailure({ group, name, thrown }: Failing): Promise<TRPCError> {
  return declareErrors(callOf(`${group}.${name}`), () => Promise.reject(thrown)).then(
    () => expect.fail("It did not fail."),
    (error: unknown) => error as TRPCError,
  );
}

describe.each(paths)("$path", ({ path, errors, ...named }) => {
  test.each(errors)("returns its own %s with that code's status", async (code) => {
    const error = await catchFailure({ ...named, thrown: new BillingError(code) });
    const { status } = errorCatalog[code];
    // tRPC has no name for 410: its own adapter, which only unusual batches reach, sends another status.
    expect(getHTTPStatusCodeFromError(error)).toBe(status === 410 ? 412 : status);
    expect(toBillingError(error).code).toBe(code);
    expect(takeUndeclaredErrors()).toEqual([]);
  });

  test("returns any other code as internal, with the cause for the log", async () => {
    for (const code of codes.filter((it) => !errors.includes(it))) {
      const thrown = new BillingError(code, { debugId: "debug-1", issue: "ISSUE" });
      const error = toBillingError(await catchFailure({ ...named, thrown }));
      expect(error).toMatchObject({ code: "internal", debugId: "debug-1", issue: "ISSUE" });
      expect(error.cause).toMatchObject({ message: `${path} does not declare ${code}` });
      expect((error.cause as Error).cause).toBe(thrown);
      expect(takeUndeclaredErrors()).toEqual([error.cause]);
    }
  });
});

describe("whatever PayPal returns", () => {
  const order = sampleOrder({ state: "needs_attention", capturedAmount: 0n });
  const operators = sampleOperators({ stateSince: async () => order.createdAt });
  const calls = {
    create: (caller: Caller) => caller.order.create(createBody()),
    approve: (caller: Caller) => caller.order.approve({ order_id: order.paypalOrderId }),
    close: (caller: Caller) =>
      caller.operator.close({ order_id: order.paypalOrderId, version: 1, reason: "It is over." }),
  };

  test.each(
    failureKinds.flatMap((kind) => Object.keys(calls).map((name) => [name, kind] as const)),
  )("%s fails with a code of its own: %s", async (name, kind) => {
    const paypal = fakePayPal();
    paypal.createOrder.mockResolvedValue(failed(kind));
    paypal.getOrder.mockResolvedValue(failed(kind));
    for (const state of ["awaiting_approval", "needs_attention"] as const) {
      const store = createMemoryStore({ ...order, state });
      const caller = createCaller({
        ...callerContext,
        deps: sampleDependencies({ store, paypal, operators }),
        authenticateAndLimit: async () => operator,
      });
      await calls[name as keyof typeof calls](caller).catch(() => undefined);
    }
    expect(takeUndeclaredErrors()).toEqual([]);
  });
});

describe("an error that is not declared", () => {
  test("of a procedure that is not in the contract is always undeclared", async () => {
    const thrown = new BillingError("not_found");
    const error = await catchFailure({ group: "order", name: "invented", thrown });
    expect(toBillingError(error).code).toBe("internal");
    expect(takeUndeclaredErrors()).toHaveLength(1);
  });

  test.each([
    ["does not leave a stream", "payment_declined", "internal", 1],
    ["passes through a stream if it is declared", "order_not_found", "order_not_found", 0],
  ] as const)("%s: %s", async (_, thrown, received, undeclared) => {
    async function* failing() {
      yield "first";
      throw new BillingError(thrown);
    }
    const events = await declareErrors(callOf("order.watch"), async () => failing());
    const stream = (events as AsyncIterable<unknown>)[Symbol.asyncIterator]();
    expect(await stream.next()).toEqual({ done: false, value: "first" });
    expect(await stream.next().catch(toBillingError)).toMatchObject({ code: received });
    expect(takeUndeclaredErrors()).toHaveLength(undeclared);
  });
});
