import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { OrderEvent } from "../domain/order-event.ts";
import type { Order, OrderId } from "../domain/order.ts";
import type { AuditedPiece, LedgerAudit } from "../ports/ledger-audit.ts";
import {
  approved,
  captureCompleted,
  openStoreUnderTest,
  storedOrder,
  type StoreUnderTest,
} from "../testing/store-under-test.ts";
import { countStates } from "./count-states.ts";
import { foldTotals } from "./fold-totals.ts";
import { createLedgerAudit } from "./ledger-audit.ts";
import { moneyReport } from "./money-report.ts";

let opened: StoreUnderTest;
let audit: LedgerAudit;
beforeEach(async () => {
  opened = await openStoreUnderTest();
  audit = createLedgerAudit(opened.database.db);
});
afterEach(() => opened[Symbol.asyncDispose]());

const query = async (sql: string, values: readonly unknown[] = []) =>
  (await opened.database.pool.query(sql, [...values])).rows as object[];

const delivered: OrderEvent = { type: "delivered", webOrderId: 1 };
const refused: OrderEvent = {
  type: "delivery_refused",
  reason: "The payment was received, but your cluster could not be ordered.",
};
const stored = (...events: OrderEvent[]) => storedOrder(opened.store, ...events);

/** Records a completed refund or reversal. */
const giveBack = (id: OrderId, amount: bigint, kind: "refund" | "reversal" = "refund") =>
  opened.store.recordRefund(
    id,
    { paypalRefundId: `R${Math.random()}`, refundId: null, amount, status: "completed", kind },
    { by: "webhook" },
  );

/** Orders in most states, with refunds and a reversal. */
async function storeSome(): Promise<Order[]> {
  const partly = await stored(approved, captureCompleted(), delivered);
  await giveBack(partly.id, 1_200n);
  const back = await stored(approved, captureCompleted(), refused);
  await giveBack(back.id, 3_100n);
  const reversed = await stored(approved, captureCompleted(), delivered);
  await giveBack(reversed.id, 3_100n, "reversal");
  return [partly, back, reversed, await stored(), await stored(approved, captureCompleted())];
}

/** Reads to the end of the pass. */
async function wholePass(pieceSize = 1_000): Promise<AuditedPiece> {
  const wrongOrders: OrderId[] = [];
  for (let pieces = 0; pieces < 1_000; pieces += 1) {
    const piece = await audit.readPiece(pieceSize);
    wrongOrders.push(...piece.wrongOrders);
    if (piece.wrongTotals) return { ...piece, wrongOrders };
  }
  throw new Error("The pass has no end.");
}

const nothingWrong = { wrongOrders: [], undocumented: [], wrongTotals: [] };

/** Runs a statement without triggers, as damage to the data would change it. */
async function damage(sql: string, values: readonly unknown[] = []): Promise<void> {
  const client = await opened.database.pool.connect();
  try {
    await client.query("set session_replication_role = replica");
    await client.query(sql, [...values]);
  } finally {
    await client.query("set session_replication_role = default");
    client.release();
  }
}

/** The report as it was computed from all rows. */
const fromRows = () =>
  query(`
    select o.state, coalesce(o.captured_currency, o.currency) as currency, count(*)::text as orders,
        sum(o.captured_minor)::text as captured, sum(b.refunded)::text as refunded,
        sum(b.reversed)::text as reversed
      from orders o cross join lateral (
        select coalesce(sum(amount_minor) filter (where kind = 'refund'), 0) as refunded,
            coalesce(sum(amount_minor) filter (where kind = 'reversal'), 0) as reversed
          from refunds where order_id = o.id and status = 'completed'
      ) as b
      group by 1, 2 order by 1, 2`);

const fromTotals = () =>
  query(`
    select state, currency, orders::text, captured_minor::text as captured,
        refunded_minor::text as refunded, reversed_minor::text as reversed
      from order_totals where orders <> 0 order by 1, 2`);

describe("the totals", () => {
  test("are the sums of the rows, and reports are the same before and after a fold", async () => {
    await storeSome();
    const before = [await moneyReport(opened.database.db), await states()];
    expect(await query("select from order_totals")).toEqual([]);
    expect(await wholePass()).toEqual(nothingWrong);
    expect(await query("select from order_total_changes")).toEqual([]);
    expect([await moneyReport(opened.database.db), await states()]).toEqual(before);
    expect(await fromTotals()).toEqual(await fromRows());
  });

  test("follow a statement that does not mention them, as an earlier release's", async () => {
    const [order] = (await storeSome()) as [Order];
    await query("update orders set state = 'needs_attention' where id = $1", [order.id]);
    await query("update refunds set amount_minor = 7 where order_id = $1", [order.id]);
    await query("delete from refunds where kind = 'reversal'");
    expect((await wholePass()).wrongTotals).toEqual([]);
    expect(await fromTotals()).toEqual(await fromRows());
  });

  test("do not count a transaction that is rolled back", async () => {
    await stored();
    const client = await opened.database.pool.connect();
    await client.query("begin");
    await client.query(
      "update orders set state = 'captured', captured_minor = 5, captured_currency = 'EUR'",
    );
    await client.query("rollback");
    client.release();
    expect(await states()).toEqual([{ state: "awaiting_approval", orders: 1 }]);
    expect(await wholePass()).toEqual(nothingWrong);
  });

  test("are unchanged if the process ends during a fold", async () => {
    await storeSome();
    const before = await moneyReport(opened.database.db);
    const folding = opened.database.db.transaction().execute(async (trx) => {
      await foldTotals(trx);
      throw new Error("The process ends here.");
    });
    await expect(folding).rejects.toThrow();
    expect(await moneyReport(opened.database.db)).toEqual(before);
    expect(await wholePass()).toEqual(nothingWrong);
    expect(await moneyReport(opened.database.db)).toEqual(before);
  });

  test("stay right under concurrent transitions, folds and pieces", async () => {
    const working = new AbortController();
    const pieces: AuditedPiece[] = [];
    const auditing = async (size: number): Promise<void> => {
      while (!working.signal.aborted) pieces.push(await audit.readPiece(size));
    };
    const audits = Promise.all([auditing(2), auditing(5)]);
    try {
      for (let round = 0; round < 3; round += 1)
        await Promise.all(Array.from({ length: 4 }, () => storeSome()));
    } finally {
      working.abort();
      await audits;
    }
    expect(pieces.length).toBeGreaterThan(10);
    expect(pieces.filter(({ wrongTotals }) => wrongTotals !== null)).not.toEqual([]);
    expect(pieces.flatMap((piece) => [...piece.wrongOrders, ...(piece.wrongTotals ?? [])])).toEqual(
      [],
    );
    await wholePass();
    expect(await wholePass()).toEqual(nothingWrong);
    expect(await fromTotals()).toEqual(await fromRows());
  });
});

const states = async () =>
  (await countStates(opened.database.db))
    .map(({ state, orders }) => ({ state, orders }))
    .toSorted((a, b) => a.state.localeCompare(b.state));

describe("the audit", () => {
  test.each([
    [
      "a total",
      "update order_totals set captured_minor = captured_minor + 1 where state = 'captured'",
    ],
    ["a number of orders", "update order_totals set orders = orders - 1 where state = 'captured'"],
    ["a lost total", "delete from order_totals where state = 'captured'"],
    ["a lost change", "delete from order_total_changes"],
    ["a row's amount", "update orders set captured_minor = 3101 where state = 'captured'"],
    ["a row's state", "update orders set state = 'expired' where state = 'captured'"],
    ["a lost row", "delete from orders where state = 'captured'"],
    ["a refund", "update refunds set amount_minor = 1 where amount_minor = 3100"],
  ])("finds %s that was changed without triggers, in its next pass", async (_, statement) => {
    await storeSome();
    await wholePass();
    await stored();
    await damage(statement);
    const { wrongTotals } = await wholePass(2);
    expect(wrongTotals).not.toEqual([]);
    expect(await audit.status()).toMatchObject({ wrongTotals: wrongTotals?.length });
  });

  test("names both values of a wrong total", async () => {
    await stored(approved, captureCompleted());
    await wholePass();
    await damage("update order_totals set captured_minor = 1 where state = 'captured'");
    const one = { orders: "1", refunded: "0", reversed: "0" };
    expect((await wholePass()).wrongTotals).toEqual([
      {
        state: "captured",
        currency: "EUR",
        total: { ...one, captured: "1" },
        rows: { ...one, captured: "3100" },
      },
    ]);
  });

  test.each([
    ["state", "update orders set state = 'provisioned' where id = $1"],
    ["amount", "update orders set captured_minor = captured_minor - 1 where id = $1"],
    ["currency", "update orders set captured_currency = 'USD' where id = $1"],
    ["lost payment", "update orders set captured_minor = 0 where id = $1"],
    ["refunded total", "update orders set refunded_minor = 1 where id = $1"],
  ])(
    "finds an order whose %s was changed by hand, with or without triggers",
    async (_, statement) => {
      for (const change of [query, damage]) {
        const { id } = await stored(approved, captureCompleted());
        await change(statement, [id]);
        expect((await wholePass(1)).wrongOrders).toContain(id);
      }
      expect(await audit.status()).toMatchObject({ wrongOrders: 2 });
    },
  );

  test("lets the money report name an order that was damaged without triggers", async () => {
    const { id, paypalOrderId } = await stored(approved, captureCompleted(), delivered);
    await damage("update orders set refunded_minor = 1 where id = $1", [id]);
    expect(await moneyReport(opened.database.db)).toMatchObject([{ faults: 0 }]);
    await wholePass();
    expect(await moneyReport(opened.database.db)).toMatchObject([
      { faults: 1, faulty: [paypalOrderId] },
    ]);
    await damage("update orders set refunded_minor = 0 where id = $1", [id]);
    expect(await moneyReport(opened.database.db)).toMatchObject([{ faults: 0 }]);
    await wholePass();
    expect(await query("select from ledger_suspects")).toEqual([]);
  });

  test("accepts payments that differ from their orders if the history says so", async () => {
    const money = { captureId: "C1", currency: "USD", amount: 100n };
    await stored(approved, {
      type: "capture_mismatched",
      money,
      reason: "The payment differs from the amount due.",
    });
    expect(await wholePass()).toEqual(nothingWrong);
  });

  test("continues at its position after the process ended", async () => {
    await storeSome();
    expect(await audit.readPiece(2)).toEqual({ ...nothingWrong, wrongTotals: null });
    audit = createLedgerAudit(opened.database.db);
    expect(await audit.readPiece(2)).toEqual({ ...nothingWrong, wrongTotals: null });
    expect(await audit.readPiece(2)).toEqual(nothingWrong);
  });

  test("finds nothing more after a recount", async () => {
    await storeSome();
    await audit.readPiece(2);
    await damage("delete from order_total_changes");
    await damage("update order_totals set orders = 77, reversed_minor = 3");
    await query("select recount_order_totals()");
    expect(await fromTotals()).toEqual(await fromRows());
    await stored(approved);
    expect(await wholePass(2)).toEqual(nothingWrong);
    expect(await audit.status()).toMatchObject({ wrongTotals: 0, wrongOrders: 0 });
  });

  test("counts the orders by the totals", async () => {
    await storeSome();
    expect(await audit.countOrders()).toBe(0);
    await wholePass();
    expect(await audit.countOrders()).toBe(5);
  });
});
