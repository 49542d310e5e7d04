import { expect, test } from "vitest";
import { createRunRecord } from "./run-record.ts";

const order = (customer: number) => ({
  scenario: "pays",
  expectedStates: ["provisioned"] as const,
  customer,
  clusterName: "cluster",
});

test("records orders, foreign payments and violations", () => {
  const record = createRunRecord();
  record.recordOrder("A", order(1));
  record.recordForeignPayment("B", true);
  record.recordViolation("server 1", "exited");
  expect(record.orders.get("A")).toEqual(order(1));
  expect(record.foreignPayments.get("B")).toBe(true);
  expect(record.violations).toEqual([{ subject: "server 1", description: "exited" }]);
});

test("finds an order that two customers received", () => {
  const record = createRunRecord();
  record.recordOrder("A", order(1));
  record.recordOrder("A", order(1));
  expect(record.violations).toEqual([]);
  record.recordOrder("A", order(2));
  expect(record.violations).toEqual([
    { subject: "A", description: "two customers received the same order" },
  ]);
});
