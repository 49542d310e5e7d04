import { describe, expect, test } from "vitest";
import type { Caller } from "../domain/caller.ts";
import { ingress, userCaller } from "../testing/callers.ts";
import { createMemoryStore } from "../testing/memory-store.ts";
import { sampleOrder } from "../testing/sample-order.ts";
import { findOwnOrder, findVisibleOrder } from "./find-own-order.ts";

const order = sampleOrder();
const { user_id: owner } = order.details;
const store = createMemoryStore(order);
const unknown = "0UNKNOWN00000000";
const stranger = "8c1f0b7e-52d3-4a6b-9e40-1d7a3c5f8b26";

/** Who may act on the order and who may read it. */
const callers: [string, Caller, mayAct: boolean, mayLook: boolean][] = [
  ["its owner", userCaller(owner), true, true],
  ["its owner, in upper case", userCaller(owner.toUpperCase()), true, true],
  ["another user", userCaller(stranger), false, false],
  ["a user whose id starts with the same characters", userCaller(owner.slice(0, -1)), false, false],
  ["a service", userCaller("service", { isService: true }), true, true],
  ["an operator", userCaller(stranger, { isOperator: true }), false, true],
  ["an operator whose order it is", userCaller(owner, { isOperator: true }), true, true],
  ["a caller authenticated by the ingress", ingress, true, true],
];

const finders = [
  ["act on", findOwnOrder, 2],
  ["read", findVisibleOrder, 3],
] as const;

/** The order, or all details of the error. */
const outcome = (find: typeof findOwnOrder, caller: Caller, id: string) =>
  find(store, { caller, input: { order_id: id } }).catch((error: unknown) => ({
    text: String(error),
    ...Object.fromEntries(Object.entries(error as object)),
  }));

describe.each(finders)("to %s", (_, find, column) => {
  test.each(callers)("an order as %s", async (...row) => {
    const [, caller] = row;
    const hidden = await outcome(find, caller, unknown);
    const found = await outcome(find, caller, order.paypalOrderId);
    expect(found).toEqual(row[column] ? order : hidden);
  });

  test.each(callers)("an unknown order, as %s", async (_who, caller) => {
    const found = await outcome(find, caller, unknown);
    expect(found).toMatchObject({ code: "order_not_found" });
  });
});
