import { expect, test } from "vitest";
import { auditOrder } from "./audit-order.ts";
import { createAuditFixture, storedEvents } from "./audited-order.fixture.ts";

const recorded = {
  scenario: "pays",
  expectedStates: ["provisioned"],
  customer: 1,
  clusterName: "cluster",
} as const;

test("accepts a delivered order on which all sides agree", () => {
  const { audited, deliver } = createAuditFixture();
  deliver();
  const events = storedEvents("awaiting_approval", "approved", "captured", "provisioned");
  const order = audited({ state: "provisioned", version: 4, events });
  expect(auditOrder({ ...order, recorded })).toEqual([]);
});

test("reports every fault of an order, not only the first", () => {
  const { audited } = createAuditFixture();
  const order = audited({ state: "provisioned", captured: 1n, disputed: true });
  expect(auditOrder({ ...order, recorded })).toEqual([
    "PayPal captured 3100 EUR, the database has 1 EUR",
    "is provisioned, but web-order has no row",
    "has 0 events at version 1",
    "is disputed in the database, but not at PayPal",
  ]);
});
