import { beforeEach, describe, expect, test } from "vitest";
import { createRunRecord, type RunRecord } from "../run-record.ts";
import { boughtTwice } from "../scenarios/scenario.ts";
import {
  auditEachOrder,
  findDoubleSales,
  findMissingOrders,
  findNeedlessReviews,
} from "./audit-orders.ts";
import { createAuditFixture, storedEvents } from "./audited-order.fixture.ts";

let fixture: ReturnType<typeof createAuditFixture>;
let record: RunRecord;
beforeEach(() => {
  fixture = createAuditFixture();
  record = createRunRecord();
});

const recordOrder = (orderId: string, scenario: string) =>
  record.recordOrder(orderId, {
    scenario,
    expectedStates: ["provisioned"],
    customer: 1,
    clusterName: "cluster",
  });

describe("auditEachOrder", () => {
  test("names the order, its scenario and its history in each violation", () => {
    const { stored, sandbox, record: paid } = fixture;
    const order = stored({ state: "expired", events: storedEvents("expired") });
    const audit = () => auditEachOrder({ orders: [order], sandbox, record });
    expect(audit()).toEqual([]);
    recordOrder(paid.id, "pays");
    expect(audit()).toEqual([
      { subject: paid.id, description: "ended in expired (a problem) [pays] created<test>" },
    ]);
  });
});

describe("findMissingOrders", () => {
  const find = (orders = [fixture.stored()]) =>
    findMissingOrders({ orders, sandbox: fixture.sandbox, record });

  test("accepts stored orders and foreign payments", () => {
    expect(find()).toEqual([]);
    record.recordForeignPayment(fixture.record.id, false);
    expect(find([])).toEqual([]);
  });

  test("finds a paid PayPal order that is not stored", () => {
    expect(find([])).toEqual([
      { subject: fixture.record.id, description: "was paid, but is not in the database" },
    ]);
  });

  test("finds an order that a customer received and that is not stored", () => {
    recordOrder("RECEIVED", "pays");
    expect(find()).toEqual([
      {
        subject: "RECEIVED",
        description: "was returned to a customer, but is not in the database",
      },
    ]);
  });
});

describe("findDoubleSales", () => {
  const provisioned = (paypalOrderId: string, clusterName = "cluster") =>
    fixture.stored({ state: "provisioned", paypalOrderId, clusterName });
  const expired = (paypalOrderId: string) => fixture.stored({ state: "expired", paypalOrderId });

  test("finds two provisioned orders for one cluster name", () => {
    const orders = [provisioned("A"), provisioned("B"), provisioned("C", "other")];
    expect(findDoubleSales({ orders, record })).toEqual([
      { subject: "A", description: "one cluster was sold 2 times" },
    ]);
  });

  test("finds a cluster that was bought twice and never delivered", () => {
    recordOrder("A", boughtTwice);
    recordOrder("B", boughtTwice);
    expect(findDoubleSales({ orders: [expired("A"), provisioned("B")], record })).toEqual([]);
    expect(findDoubleSales({ orders: [expired("A"), expired("B")], record })).toEqual([
      { subject: "A", description: "was bought twice and never delivered" },
    ]);
  });

  test("accepts an undelivered cluster of another scenario", () => {
    recordOrder("A", "never approves");
    expect(findDoubleSales({ orders: [expired("A")], record })).toEqual([]);
  });
});

test("findNeedlessReviews finds the reviews without a reason", () => {
  const stored = fixture.stored();
  expect(findNeedlessReviews([{ stored, reason: "PayPal rejects the refund" }])).toEqual([]);
  expect(findNeedlessReviews([{ stored, reason: null }])).toEqual([
    {
      subject: stored.paypalOrderId,
      description: "is in manual review without need: a problem ",
    },
  ]);
});
