import { orderStates } from "@onekonsole/billing-contract";
import { dispatchStates, receiptDocumentSchema } from "@onekonsole/billing-contract/schemas";
import { afterAll, beforeAll, expect, test } from "vitest";
import { refundStatuses, refundStatusesUnderWay } from "../domain/refund.ts";
import { statesWhere } from "../domain/state-traits.ts";
import {
  followed,
  gaveUp,
  strayPayment,
  unfollowed,
  unknownOrder,
  unknownPayment,
} from "../ports/webhook-inbox.ts";
import { openStoreUnderTest, type StoreUnderTest } from "../testing/store-under-test.ts";

let opened: StoreUnderTest;
beforeAll(async () => {
  opened = await openStoreUnderTest();
});
afterAll(() => opened[Symbol.asyncDispose]());

/** The predicates of the partial indexes by name, as PostgreSQL prints them. */
async function readPredicates(): Promise<ReadonlyMap<string, string>> {
  const { rows } = await opened.database.pool.query<{ name: string; predicate: string }>(
    `select relname as name, pg_get_expr(indpred, indrelid) as predicate
       from pg_index join pg_class on pg_class.oid = indexrelid
      where indpred is not null and relnamespace = 'public'::regnamespace`,
  );
  return new Map(rows.map(({ name, predicate }) => [name, predicate]));
}

const documentKinds = receiptDocumentSchema.shape.kind.options;

/** The column of each predicate over a closed set, all its values, and those that the index has to contain. */
const closedSets: Readonly<
  Record<
    string,
    { readonly column: string; readonly all: readonly string[]; readonly some: readonly string[] }
  >
> = {
  event_dispatches_dead: { column: "state", all: dispatchStates, some: ["dead"] },
  event_dispatches_due: { column: "state", all: dispatchStates, some: ["pending"] },
  event_dispatches_pending: { column: "state", all: dispatchStates, some: ["pending"] },
  orders_open_of_user: { column: "state", all: orderStates, some: statesWhere("countsAsOpen") },
  receipts_of_capture: { column: "kind", all: documentKinds, some: ["receipt"] },
  receipts_of_refund: { column: "kind", all: documentKinds, some: ["credit_note"] },
  refunds_under_way: { column: "status", all: refundStatuses, some: refundStatusesUnderWay },
  webhook_events_unfollowed: {
    column: "outcome",
    all: [followed, gaveUp, unknownOrder, unknownPayment, strayPayment],
    some: unfollowed,
  },
};

const otherIndexes = [
  "orders_disputed",
  "orders_due",
  "orders_misplaced",
  "unmatched_payments_open",
  "webhook_events_disputes_over",
];

test("every partial index over states, statuses or outcomes is compared with the domain", async () => {
  const names = [...Object.keys(closedSets), ...otherIndexes].toSorted();
  expect([...(await readPredicates()).keys()].toSorted()).toEqual(names);
});

test.each(Object.entries(closedSets))(
  "%s contains the values that the domain names",
  async (name, { column, all, some }) => {
    const predicate = (await readPredicates()).get(name);
    const { rows } = await opened.database.pool.query<{ value: string }>(
      `select ${column} as value from unnest($1::text[]) as one (${column}) where ${predicate}`,
      [all],
    );
    expect(rows.map(({ value }) => value).toSorted()).toEqual([...some].toSorted());
  },
);

test("orders_misplaced contains an order with money in exactly the states that hold none", async () => {
  const predicate = (await readPredicates()).get("orders_misplaced");
  const { rows } = await opened.database.pool.query<{ state: string }>(
    `select state from unnest($1::text[]) as one (state),
       (select 100 as captured_minor, 30 as refunded_minor, 0 as reversed_minor) as money
      where ${predicate}`,
    [orderStates],
  );
  const holding = new Set<string>(["provisioned", ...statesWhere("holdsMoney")]);
  expect(rows.map(({ state }) => state).toSorted()).toEqual(
    orderStates.filter((state) => !holding.has(state)).toSorted(),
  );
});
