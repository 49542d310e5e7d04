import { orderStates } from "@onekonsole/billing-contract";
import { describe, expect, test, vi } from "vitest";
import { createMemoryStore } from "../testing/memory-store.ts";
import { quietLog } from "../testing/quiet-log.ts";
import { approvedOrder, sampleOrder } from "../testing/sample-order.ts";
import { giveUp } from "./give-up.ts";
import { RetryLater } from "./retry-later.ts";

describe("an order whose job failed for hours", () => {
  test.each([
    ["approved", "PayPal could not be reached for hours to collect the payment you approved."],
    ["captured", "The payment went through, but the cluster could not be ordered for hours."],
  ] as const)("needs a person when it is %s, and says why", async (state, problem) => {
    const order = sampleOrder({ state });
    const store = createMemoryStore(order);
    const warn = vi.fn();
    await giveUp({ store, log: { ...quietLog, warn } }, order.id);
    expect(store.row(order)).toMatchObject({ state: "needs_attention", problem });
    expect(store.applied).toMatchObject([{ cause: { by: "dead_letter" }, job: null }]);
    expect(warn).toHaveBeenCalledOnce();
  });

  test.each(orderStates.filter((state) => state !== "approved" && state !== "captured"))(
    "is left alone when it went on by itself: %s",
    async (state) => {
      const order = sampleOrder({ state });
      const store = createMemoryStore(order);
      await giveUp({ store, log: quietLog }, order.id);
      expect(store.row(order)).toEqual(order);
    },
  );

  test("is looked at again when it moved in the same moment", async () => {
    const order = approvedOrder();
    const store = createMemoryStore(order);
    const overtaken = { ...store, apply: async () => null };
    await expect(giveUp({ store: overtaken, log: quietLog }, order.id)).rejects.toBeInstanceOf(
      RetryLater,
    );
  });

  test("and that nobody knows any more is nobody's", async () => {
    const store = createMemoryStore();
    await expect(giveUp({ store, log: quietLog }, sampleOrder().id)).resolves.toBeUndefined();
  });
});
