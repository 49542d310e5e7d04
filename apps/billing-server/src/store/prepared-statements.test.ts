import { afterAll, beforeAll, expect, test } from "vitest";
import {
  approved,
  openStoreUnderTest,
  storedOrder,
  type StoreUnderTest,
} from "../testing/store-under-test.ts";

let opened: StoreUnderTest;
beforeAll(async () => {
  opened = await openStoreUnderTest();
});
afterAll(() => opened[Symbol.asyncDispose]());

const approve = async () => {
  const order = await storedOrder(opened.store);
  return opened.store.apply(order, approved, { by: "approve" });
};

test("a connection prepares the statements of a transition once", async () => {
  await approve();
  await approve();
  const { rows } = await opened.database.pool.query(
    `select generic_plans + custom_plans as executions from pg_prepared_statements
      where statement like 'with "moved" as (update "orders"%'`,
  );
  expect(rows).toEqual([{ executions: "2" }]);
});

test("prepared statements survive a column that a newer release adds", async () => {
  await approve();
  await opened.database.pool.query("alter table orders add column newer text");
  const order = await approve();
  expect(await opened.store.find(order?.id ?? ("" as never))).toMatchObject({ state: "approved" });
});
