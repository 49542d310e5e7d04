import { orderStates } from "@onekonsole/billing-contract";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { BillingError } from "../../domain/billing-error.ts";
import { availableActions, type OrderSnapshot } from "../../domain/operator-actions.ts";
import type { Order, OrderId } from "../../domain/order.ts";
import { noopTracer } from "../../ports/tracer.ts";
import { advicePatterns } from "../../testing/advised-actions.ts";
import { operatorAction } from "../../testing/callers.ts";
import { done, fakePayPal } from "../../testing/fake-paypal.ts";
import { createMemoryStore, type MemoryStore } from "../../testing/memory-store.ts";
import {
  capturedOrder,
  provisionedOrder,
  sampleOrder,
  orderAtPayPal,
} from "../../testing/sample-order.ts";
import { refundRow } from "../../testing/sample-refund.ts";
import { simulateOrder } from "../../testing/simulation/order-simulation.ts";
import { simulationScenario } from "../../testing/simulation/scenario.ts";
import { simulationSteps } from "../../testing/simulation/step.ts";
import { formatOrderMoney } from "./advice.ts";
import { closeOrder } from "./close-order.ts";
import { explain } from "./explain.ts";
import type { OperatorActionCall } from "./operator-action.ts";
import { presentActions } from "./present-actions.ts";
import { refundPayment } from "./refund-payment.ts";
import { retryOrder } from "./retry-order.ts";

const start = new Date("2026-03-01T10:00:00Z");
beforeEach(() => void vi.useFakeTimers({ now: start, toFake: ["Date"] }));
afterEach(() => void vi.useRealTimers());

// PayPal shows no payment, or a close would be rejected for that.
const paypal = fakePayPal();
const unpaid = { status: "CREATED" } as const;
paypal.getOrder.mockResolvedValue(done(orderAtPayPal(sampleOrder(), unpaid)));

async function readSnapshot(store: MemoryStore, id: OrderId): Promise<OrderSnapshot> {
  const order = await store.find(id);
  if (!order) throw new Error("There is no order.");
  return {
    order,
    refunds: await store.listRefunds(id),
    history: await store.auditEventsSince(id, 0),
  };
}

type Perform = (store: MemoryStore, call: OperatorActionCall) => Promise<Order>;

const refundAmount =
  (amount: string | undefined): Perform =>
  (store, { caller, input }) =>
    refundPayment({ store, tracer: noopTracer }, { caller, input: { ...input, amount } });
const acts = {
  retry: (store, call) => retryOrder({ store, tracer: noopTracer }, call),
  refund: refundAmount(undefined),
  close: (store, call) => closeOrder({ store, tracer: noopTracer, paypal }, call),
} satisfies Record<string, Perform>;

/** The error code on a store of its own; "done" without an error. */
async function tryAction(store: MemoryStore, order: Order, perform: Perform): Promise<string> {
  try {
    await perform(store.fork(), operatorAction(order));
    return "done";
  } catch (error) {
    if (error instanceof BillingError) return error.code;
    throw error;
  }
}

const names = ["retry", "refund", "close"] as const;

/** Descriptions of all differences between what is shown or advised and what succeeds. */
async function contradictions(store: MemoryStore, id: OrderId): Promise<string[]> {
  const snapshot = await readSnapshot(store, id);
  const { order } = snapshot;
  const actions = availableActions(snapshot);
  const { available_actions: shown, unavailable_actions: rest } = presentActions(order, actions);
  const found: string[] = [];
  for (const name of names) {
    const isListed = shown.some(({ action }) => action === name);
    if (rest.some(({ action }) => action === name) === isListed)
      found.push(`${name} is shown twice or never`);
    const outcome = await tryAction(store, order, acts[name]);
    if (outcome !== (isListed ? "done" : "not_possible"))
      found.push(`${name} is ${isListed ? "" : "not "}listed: ${outcome} (${order.state})`);
  }
  return [...found, ...(await wrongLimits(store, snapshot)), ...wrongAdvice(snapshot)];
}

async function wrongLimits(store: MemoryStore, snapshot: OrderSnapshot): Promise<string[]> {
  const { order } = snapshot;
  const { refund } = availableActions(snapshot);
  if (!refund.possible) return [];
  const refundOfMinor = (amount: bigint) =>
    tryAction(store, order, refundAmount(formatOrderMoney(order, amount).split(" ")[0]));
  const outcomes = [
    await refundOfMinor(refund.atMost),
    await refundOfMinor(refund.atMost + 1n),
  ].join(", ");
  return outcomes === "done, not_possible" ? [] : [`the most and more: ${outcomes}`];
}

function wrongAdvice(snapshot: OrderSnapshot): string[] {
  const actions = availableActions(snapshot);
  const { nextStep } = explain(snapshot, new Date());
  const possible = names.filter((it) => actions[it].possible);
  const named = names.filter((it) => advicePatterns[it].test(nextStep));
  const needsOne = snapshot.order.state === "needs_attention" && possible.length > 0;
  const isWrong =
    !/^[A-Z].*\.$/s.test(nextStep) ||
    named.some((it) => !possible.includes(it)) ||
    (needsOne && named.length === 0) ||
    (needsOne && possible.length === 1 && named[0] !== possible[0]);
  return isWrong ? [`advice for ${possible.join(", ")}: ${nextStep}`] : [];
}

test("whatever happened to an order, exactly the shown actions succeed, and exactly those are advised", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      simulationSteps,
      simulationScenario,
      async (scheduler, steps, fate) => {
        vi.setSystemTime(start);
        const simulation = simulateOrder(scheduler, fate);
        await scheduler.waitFor(simulation.begin());
        for (const step of steps) {
          await scheduler.waitFor(simulation.take(step));
          expect(await contradictions(simulation.fork(), sampleOrder().id), step.name).toEqual([]);
        }
      },
    ),
    { numRuns: Number(process.env["RANDOM_ORDERS"] ?? 100) },
  );
});

describe("an order of any state and money shows the actions that succeed", () => {
  const provisionedAt = start;
  const columns: Partial<Order>[] = [
    {},
    { capturedAmount: 3100n },
    { capturedAmount: 3100n, refundedAmount: 3100n },
    { capturedAmount: 3100n, refundedAmount: 1000n, reversedAmount: 100n },
    { capturedAmount: 3100n, provisionedAt },
    { capturedAmount: 3100n, reversedAmount: 3100n, provisionedAt },
    { capturedAmount: 3100n, delivery: "open" },
    { conflictingId: "C-OF-ANOTHER" },
  ];
  test.each(orderStates.flatMap((state) => columns.map((it) => [state, it] as const)))(
    "%s with %o",
    async (state, changes) => {
      const order = sampleOrder({ state, capturedCurrency: "EUR", ...changes });
      for (const refunds of [
        [],
        [refundRow()],
        [refundRow({ amount: null, status: "pending" })],
        [refundRow({ status: "failed", failureReason: "REFUND_NOT_ALLOWED" })],
      ]) {
        const store = createMemoryStore(order);
        store.putRefunds(order.id, refunds);
        expect(await contradictions(store, order.id)).toEqual([]);
      }
    },
  );
});

describe("an action describes its effect", () => {
  const shown = async (order: Order, ...refunds: Parameters<MemoryStore["putRefunds"]>[1][]) => {
    const store = createMemoryStore(order);
    store.putRefunds(order.id, refunds.flat());
    const snapshot = await readSnapshot(store, order.id);
    return presentActions(order, availableActions(snapshot));
  };

  test("for a delivered order that needs no decision", async () => {
    expect(await shown(provisionedOrder())).toEqual({
      available_actions: [
        {
          action: "refund",
          amount: { currency_code: "EUR", value: "31.00" },
          effect: "Refunds up to 31.00 EUR to the payer through PayPal.",
        },
      ],
      unavailable_actions: [
        { action: "retry", obstacle: expect.stringContaining("provisioned") },
        { action: "close", obstacle: expect.stringContaining("provisioned") },
      ],
    });
  });

  test("for an unpaid order in manual review", async () => {
    expect(await shown(sampleOrder({ state: "needs_attention" }))).toEqual({
      available_actions: [
        { action: "retry", target: "capture", amount: null, effect: expect.any(String) },
        { action: "close", outcome: "no_money", effect: expect.any(String) },
      ],
      unavailable_actions: [{ action: "refund", obstacle: "No money was captured for the order." }],
    });
  });

  test("for a paid order during a refund", async () => {
    const order = capturedOrder({ state: "needs_attention" });
    expect(await shown(order, [refundRow({ amount: 3100n })])).toMatchObject({
      available_actions: [],
      unavailable_actions: [
        { action: "retry", obstacle: expect.stringContaining("under way") },
        { action: "refund", obstacle: expect.stringContaining("under way") },
        { action: "close", obstacle: expect.stringContaining("under way") },
      ],
    });
  });
});
