import { describe, expect, test } from "vitest";
import {
  type OrderState,
  orderStateMeaning,
  orderStates,
  paymentStatuses,
  stateMeaning,
} from "./order-state.ts";

// The states that clients of the first release depend on. A state may be added here; none changes.
const released: Partial<Record<OrderState, readonly [payment: string, settled: boolean]>> = {
  awaiting_approval: ["Pending", false],
  approved: ["Pending", false],
  capture_pending: ["Pending", false],
  captured: ["Paid", false],
  provisioned: ["Paid", true],
  capture_failed: ["Failed", true],
  expired: ["Failed", true],
  refunding: ["Failed", false],
  refunded: ["Failed", true],
  needs_attention: ["Pending", true],
  closed: ["Failed", true],
};

describe("the states of an order", () => {
  test("are distinct names in snake_case, as they are stored", () => {
    expect(new Set(orderStates).size).toBe(orderStates.length);
    for (const state of orderStates) expect(state).toMatch(/^[a-z]+(_[a-z]+)*$/);
  });

  test("have one meaning each, in the same order", () => {
    expect(Object.keys(orderStateMeaning)).toEqual([...orderStates]);
  });

  test.each(Object.entries(released))(
    "%s keeps its payment status, and whether it is settled",
    (name, meaning) => {
      const { payment, settled } = orderStateMeaning[name as OrderState];
      expect([payment, settled]).toEqual(meaning);
    },
  );

  test("mean that the order is being processed if only a newer service has them", () => {
    expect(stateMeaning("expired")).toBe(orderStateMeaning.expired);
    const text = "Your order is being processed.";
    expect(stateMeaning("in_escrow")).toEqual({ payment: "Pending", settled: false, text });
  });

  test("use every payment status", () => {
    const used = new Set(Object.values(orderStateMeaning).map(({ payment }) => payment));
    expect([...used].toSorted()).toEqual([...paymentStatuses].toSorted());
  });
});

describe("a state's text", () => {
  const texts = Object.entries(orderStateMeaning);

  test.each(texts)("of %s is one or more whole sentences", (_, { text }) => {
    expect(text).toMatch(/^[A-Z][^\n]*\.$/);
    expect(text).not.toMatch(/ {2}|undefined|null|_/);
  });

  test("is not shared by two states", () => {
    expect(new Set(texts.map(([, { text }]) => text)).size).toBe(texts.length);
  });

  test.each(["approved", "capture_failed", "expired"] as const)(
    "of %s says that no money was taken",
    (state) => {
      expect(orderStateMeaning[state].text).toMatch(/no money was taken/i);
    },
  );

  test.each(texts.filter(([, { payment }]) => payment === "Paid"))(
    "of %s says that the order is paid",
    (_, { text }) => {
      expect(text).toMatch(/^Paid/);
    },
  );

  test.each(texts.filter(([, { payment }]) => payment !== "Paid"))(
    "of %s does not say that the order is paid",
    (_, { text }) => {
      expect(text).not.toMatch(/^Paid/);
    },
  );
});
