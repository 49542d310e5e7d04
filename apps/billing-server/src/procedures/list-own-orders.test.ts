import type { AppInputs } from "@onekonsole/billing-contract";
import { listedOrdersSchema } from "@onekonsole/billing-contract/schemas";
import { describe, expect, test, vi } from "vitest";
import type { Caller } from "../domain/caller.ts";
import type { Order, OrderId, PayPalOrderId } from "../domain/order.ts";
import { ingress, operatorCaller, userCaller } from "../testing/callers.ts";
import { createMemoryStore } from "../testing/memory-store.ts";
import { sampleDependencies } from "../testing/sample-dependencies.ts";
import { capturedOrder, sampleOrder } from "../testing/sample-order.ts";
import { listOwnOrders } from "./list-own-orders.ts";
import { presentVat } from "./present-bill.ts";

const user = sampleOrder().details.user_id;
const owner = userCaller(user);

/** Orders of the sample's user, one minute apart, the first the newest. */
const orders = (count: number, columns: (index: number) => Partial<Order> = () => ({})): Order[] =>
  Array.from({ length: count }, (_, index) =>
    sampleOrder({
      id: `6a1f0f7e-7f3c-4d2e-9a57-${String(index).padStart(12, "0")}` as OrderId,
      paypalOrderId: `ORDER${String(index).padStart(12, "0")}` as PayPalOrderId,
      createdAt: new Date(Date.UTC(2026, 2, 1, 10) - index * 60_000),
      ...columns(index),
    }),
  );

const listed = (
  rows: readonly Order[],
  input: AppInputs["order"]["list"],
  caller: Caller = owner,
) => listOwnOrders(sampleDependencies({ store: createMemoryStore(...rows) }), { caller, input });

const ids = async (list: ReturnType<typeof listed>) =>
  (await list).orders.map(({ order_id }) => Number(order_id.slice(5)));

describe("the list of own orders", () => {
  test("has the newest 20 in the wire format", async () => {
    const list = await listed(orders(30), undefined);
    expect(listedOrdersSchema.parse(list)).toEqual(list);
    expect(list.orders).toHaveLength(20);
    expect(list.next).toBe("ORDER000000000019");
    expect(list.orders[0]).toEqual({
      order_id: "ORDER000000000000",
      state: "awaiting_approval",
      payment_summary: "Pending",
      amount: { currency_code: "EUR", value: "31.00" },
      ...presentVat(sampleOrder()),
      refunded_amount: null,
      payee_email: "shop@example.org",
      order_details: sampleOrder().details,
      create_time: "2026-03-01T10:00:00.000Z",
      paid_time: null,
      payment_method: "PayPal",
    });
  });

  test("continues behind `after`, to the end", async () => {
    const rows = orders(5);
    expect(await ids(listed(rows, { limit: 2, after: "ORDER000000000001" }))).toEqual([2, 3]);
    const last = await listed(rows, { limit: 2, after: "ORDER000000000002" });
    expect(last).toMatchObject({ orders: [{}, {}], next: null });
  });

  test("is filtered by cluster name and time", async () => {
    const rows = orders(4, (index) => ({
      details: { ...sampleOrder().details, cluster_name: index % 2 ? "odd" : "even" },
    }));
    expect(await ids(listed(rows, { cluster_name: "odd" }))).toEqual([1, 3]);
    const times = { created_from: "2026-03-01T09:58:00Z", created_before: "2026-03-01T10:00:00Z" };
    expect(await ids(listed(rows, times))).toEqual([1, 2]);
  });

  test("is filtered by what happened to the money, with a cursor behind all that it has read", async () => {
    const refunded = capturedOrder({ state: "refunded", refundedAmount: 3100n });
    const rows = orders(7, (index) =>
      index % 3 === 0
        ? { state: refunded.state, capturedAmount: 3100n, refundedAmount: 3100n }
        : {},
    );
    expect(await ids(listed(rows, { payment: "Refunded" }))).toEqual([0, 3, 6]);
    const first = await listed(rows, { payment: "Refunded", limit: 1 });
    expect(first.orders).toMatchObject([{ payment_summary: "Refunded" }]);
    expect(
      await ids(listed(rows, { payment: "Refunded", limit: 2, after: first.next ?? "" })),
    ).toEqual([3, 6]);
  });

  test("is found with few queries, however short the page is", async () => {
    const store = createMemoryStore(...orders(600));
    const listOfUser = vi.spyOn(store, "listOfUser");
    const input = { limit: 1, payment: "Paid" } as const;
    await listOwnOrders(sampleDependencies({ store }), { caller: owner, input });
    expect(listOfUser).toHaveBeenCalledTimes(5);
  });

  test("ends a page after 500 orders that do not match, and goes on behind them", async () => {
    const rows = orders(600, (index) => (index === 599 ? { state: "expired" } : {}));
    const first = await listed(rows, { payment: "Failed", limit: 100 });
    expect(first.orders).toEqual([]);
    expect(await ids(listed(rows, { payment: "Failed", after: first.next ?? "" }))).toEqual([599]);
  });
});

describe("the caller of the list", () => {
  const service = userCaller("service", { isService: true });
  const stranger = userCaller("8c1f0b7e-52d3-4a6b-9e40-1d7a3c5f8b26");

  test.each<[string, Caller, AppInputs["order"]["list"]]>([
    ["the user", owner, undefined],
    ["the user in upper case", userCaller(user.toUpperCase()), undefined],
    ["the user by name", owner, { user_id: user }],
    ["a service for the user", service, { user_id: user }],
    ["a service for the user in upper case", service, { user_id: user.toUpperCase() }],
    ["an operator", operatorCaller, { user_id: user }],
    ["the ingress for the user", ingress, { user_id: user }],
  ])("may be %s", async (_, caller, input) => {
    expect(await ids(listed(orders(1), input, caller))).toEqual([0]);
  });

  test.each<[string, Caller, AppInputs["order"]["list"], string]>([
    ["another user", stranger, { user_id: user }, "forbidden"],
    ["a service without a user", service, undefined, "invalid_input"],
    ["the ingress without a user", ingress, undefined, "invalid_input"],
  ])("may not be %s", async (_, caller, input, code) => {
    await expect(listed(orders(1), input, caller)).rejects.toMatchObject({ code });
  });

  test("cannot use an order of another user as a cursor", async () => {
    const other = sampleOrder({
      id: "6a1f0f7e-7f3c-4d2e-9a57-999999999999" as OrderId,
      paypalOrderId: "ANOTHERUSERSORDER" as PayPalOrderId,
      details: { ...sampleOrder().details, user_id: "8c1f0b7e-52d3-4a6b-9e40-1d7a3c5f8b26" },
    });
    for (const after of ["ANOTHERUSERSORDER", "UNKNOWNORDER00000"])
      await expect(listed([...orders(2), other], { after })).rejects.toMatchObject({
        code: "invalid_input",
        fields: [{ path: "after" }],
      });
  });
});
