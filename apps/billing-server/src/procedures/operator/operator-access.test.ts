import { describe, expect, test } from "vitest";
import type { Caller } from "../../domain/caller.ts";
import type { PayPalOrderId } from "../../domain/order.ts";
import type { Reconciliation } from "../../ports/operator-store.ts";
import { ingress, userCaller } from "../../testing/callers.ts";
import { createMemoryStore } from "../../testing/memory-store.ts";
import { sampleDependencies } from "../../testing/sample-dependencies.ts";
import { sampleOperators } from "../../testing/sample-operators.ts";
import { capturedOrder } from "../../testing/sample-order.ts";
import { createCaller } from "../router.ts";
import { toBillingError } from "../to-billing-error.ts";

const stuck = capturedOrder({ state: "needs_attention" });
const robin = userCaller("5a70c9d8", { name: "robin", isOperator: true });
const act = { order_id: stuck.paypalOrderId, version: stuck.version, reason: "as agreed" };
const orderFor = { retry: stuck, refund: stuck, close: { ...stuck, reversedAmount: 3100n } };
const since = "2026-03-01T10:00:00Z";

/** The operator procedures for this caller, and the writes they cause. */
function doorFor(caller: Caller, order = stuck) {
  const store = createMemoryStore(order);
  const reconciled: Reconciliation[] = [];
  const operators = sampleOperators({
    list: async () => [],
    stateSince: async () => new Date("2026-03-01T10:04:00Z"),
    audit: async () => [],
    money: async () => [],
    reconcile: async (wish) => reconciled.push(wish) + 6,
  });
  const deps = sampleDependencies({ store, operators });
  const { operator } = createCaller({
    deps,
    authenticateAndLimit: async () => caller,
    requestId: "req-1",
  });
  const calls = {
    orders: () => operator.orders(),
    order: () => operator.order({ order_id: stuck.paypalOrderId }),
    retry: () => operator.retry(act),
    refund: () => operator.refund({ ...act, amount: "1.00" }),
    close: () => operator.close(act),
    reconcile: () => operator.reconcile({ since, reason: "as agreed" }),
    money: () => operator.money(),
  };
  return { operator, calls, store, reconciled };
}

const procedures = Object.keys(doorFor(robin).calls) as (keyof ReturnType<
  typeof doorFor
>["calls"])[];

describe.each(procedures)("operator.%s", (procedure) => {
  test.each([
    ["a user", userCaller("u-1"), "forbidden"],
    ["a service", userCaller("s-1", { isService: true }), "forbidden"],
    ["a caller authenticated by the ingress", ingress, "not_found"],
  ] as const)("is denied to %s", async (_, caller, code) => {
    const { calls, store, reconciled } = doorFor(caller);
    const refused = await calls[procedure]().catch(toBillingError);
    expect(refused).toMatchObject({ code });
    expect([...store.applied, ...reconciled]).toEqual([]);
  });

  test("is granted to an operator", async () => {
    const { calls } = doorFor(robin, procedure === "close" ? orderFor.close : stuck);
    await expect(calls[procedure]()).resolves.toBeDefined();
  });
});

describe("an operator's action is recorded with name, id and reason", () => {
  const recorded = { actor: "robin (5a70c9d8)", note: "as agreed" };

  test.each(["retry", "refund", "close"] as const)("a %s", async (way) => {
    const { calls, store } = doorFor(robin, orderFor[way]);
    const line = await calls[way]();
    expect(line).toMatchObject({ version: 4, state_since: "2026-03-01T10:04:00.000Z" });
    expect(store.applied).toMatchObject([{ cause: { by: "operator", ...recorded } }]);
  });

  test("a reconciliation returns the number of its orders", async () => {
    const { calls, reconciled } = doorFor(robin);
    expect(await calls.reconcile()).toEqual({ orders: 7 });
    expect(reconciled).toEqual([{ since: new Date(since), ...recorded }]);
  });

  test.each(["", "  a ", undefined])("without a reason nothing is done: %j", async (reason) => {
    const { operator, store, reconciled } = doorFor(robin);
    const because = { reason: reason as string };
    for (const refused of [
      operator.retry({ ...act, ...because }),
      operator.refund({ ...act, ...because }),
      operator.close({ ...act, ...because }),
      operator.reconcile({ since, ...because }),
    ])
      expect(await refused.catch(toBillingError)).toMatchObject({
        code: "invalid_input",
        fields: [{ path: "reason", message: "must be a reason of 3 to 500 characters" }],
      });
    expect([...store.applied, ...reconciled]).toEqual([]);
  });
});

test("the ledger has the decimals of each currency", async () => {
  const report = {
    captured: 3100n,
    provisioned: 3000n,
    refunded: 99n,
    reversed: 0n,
    inProgress: 0n,
  };
  const deps = sampleDependencies({
    operators: sampleOperators({
      money: async () => [
        { currency: "EUR", ...report, unaccounted: 1n, faults: 0, faulty: [] },
        {
          currency: "JPY",
          ...report,
          unaccounted: -1n,
          faults: 1,
          faulty: ["5O190127TN364715T" as PayPalOrderId],
        },
      ],
    }),
  });
  const { operator } = createCaller({
    deps,
    authenticateAndLimit: async () => robin,
    requestId: "req-1",
  });
  expect(await operator.money()).toEqual([
    {
      currency_code: "EUR",
      captured: "31.00",
      provisioned: "30.00",
      refunded: "0.99",
      reversed: "0.00",
      in_hands: "0.00",
      unaccounted: "0.01",
      faults: 0,
      faulty_orders: [],
    },
    expect.objectContaining({
      currency_code: "JPY",
      captured: "3100",
      unaccounted: "-1",
      faults: 1,
      faulty_orders: ["5O190127TN364715T"],
    }),
  ]);
});
