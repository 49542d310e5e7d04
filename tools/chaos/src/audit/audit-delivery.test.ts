import { expect, test } from "vitest";
import { isDeliveredOnce } from "./audit-delivery.ts";
import { createAuditFixture, storedEvents } from "./audited-order.fixture.ts";

test("isDeliveredOnce accepts a provisioned order with its row, and an order without both", () => {
  const { audited, deliver } = createAuditFixture();
  expect(isDeliveredOnce(audited({ state: "capture_failed" }))).toEqual([]);
  deliver();
  expect(isDeliveredOnce(audited({ state: "provisioned" }))).toEqual([]);
});

test("isDeliveredOnce finds a provisioned order without a row", () => {
  const { audited } = createAuditFixture();
  expect(isDeliveredOnce(audited({ state: "provisioned" }))).toEqual([
    "is provisioned, but web-order has no row",
  ]);
});

test("isDeliveredOnce finds a second delivery", () => {
  const { audited, deliver } = createAuditFixture();
  deliver();
  deliver();
  expect(isDeliveredOnce(audited({ state: "provisioned" }))).toEqual(["was delivered 2 times"]);
});

test.each([{ user_id: "another" }, { cluster_name: "another" }])(
  "isDeliveredOnce finds a row with %o",
  (changes) => {
    const { audited, deliver } = createAuditFixture();
    deliver(changes);
    expect(isDeliveredOnce(audited({ state: "provisioned" }))).toEqual([
      "was delivered with another user or cluster name",
    ]);
  },
);

test("isDeliveredOnce finds a stored row id that differs from web-order's", () => {
  const { audited, deliver, webOrder, record } = createAuditFixture();
  deliver();
  const id = webOrder.findRows(record.id)[0]?.id ?? 0;
  expect(isDeliveredOnce(audited({ state: "provisioned", webOrderId: id }))).toEqual([]);
  expect(isDeliveredOnce(audited({ state: "provisioned", webOrderId: id + 1 }))).toEqual([
    `is row ${id} at web-order, the database has ${id + 1}`,
  ]);
});

test.each(["captured", "expired", "capture_failed", "refunded"] as const)(
  "isDeliveredOnce finds an order in %s with a row",
  (state) => {
    const { audited, deliver } = createAuditFixture();
    deliver();
    expect(isDeliveredOnce(audited({ state }))).toEqual([`was delivered, but is ${state}`]);
  },
);

test("isDeliveredOnce accepts a delivered order that was refunded later or is in manual review", () => {
  const { audited, deliver } = createAuditFixture();
  deliver();
  const events = storedEvents("provisioned").map((it) => ({ ...it, event: "delivered" }));
  expect(isDeliveredOnce(audited({ state: "refunded", events }))).toEqual([]);
  expect(isDeliveredOnce(audited({ state: "needs_attention" }))).toEqual([]);
});
