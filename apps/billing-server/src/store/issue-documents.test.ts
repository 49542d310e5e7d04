import type { ReceiptDocument } from "@onekonsole/billing-contract";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sampleSeller } from "../config/seller.ts";
import { defaultVat } from "../config/vat-rule.ts";
import type { OrderEvent } from "../domain/order-event.ts";
import type { Order } from "../domain/order.ts";
import type { PayPalRefund } from "../domain/refund.ts";
import type { OrderStore } from "../ports/order-store.ts";
import {
  approved,
  captureCompleted,
  captured,
  newOrder,
  openStoreUnderTest,
  storedOrder,
  type StoreUnderTest,
} from "../testing/store-under-test.ts";
import type { CommittedTransition } from "./apply-event.ts";
import { createLedgerAudit } from "./ledger-audit.ts";
import { createOrderStore } from "./order-store.ts";

const receiptRules = { seller: sampleSeller, vat: defaultVat };
const year = new Date().getUTCFullYear();

let opened: StoreUnderTest;
let store: OrderStore;
/** A server of a release without receipts, or with `receipts` off. */
let silent: OrderStore;
beforeAll(async () => {
  opened = await openStoreUnderTest({ receiptRules });
  store = opened.store;
  silent = createOrderStore(opened.database, storeOptions);
});
afterAll(() => opened[Symbol.asyncDispose]());

const storeOptions = { enqueue: async () => undefined, duplicateWindowMs: 600_000 };
const euros = (value: string) => ({ currency_code: "EUR", value });
const delivered: OrderEvent = { type: "delivered", webOrderId: 1 };

const paid = (by = store) => storedOrder(by, approved, captureCompleted(), delivered);
const issuedFor = ({ id }: Order) => store.listReceipts(id);
const numbersFor = async (order: Order) => (await issuedFor(order)).map(({ number }) => number);

let serial = 0;
async function refund(order: Order, amount: bigint, by = store, changes = {}): Promise<void> {
  const seen: PayPalRefund = {
    paypalRefundId: `REFUND-${(serial += 1)}`,
    refundId: null,
    amount,
    status: "completed",
    kind: "refund",
    ...changes,
  };
  await by.recordRefund(order.id, seen, { by: "webhook" });
}

// The first test: receipts have not begun.
test("a payment from before the first receipt has none, and its refund no credit note", async () => {
  const order = await paid(silent);
  await refund(order, 100n);
  expect(await store.issueReceipts(order)).toEqual([]);
});

describe("a captured payment", () => {
  test("has its receipt from the transaction that records it", async () => {
    const order = await paid();
    expect(await issuedFor(order)).toEqual([
      {
        number: `${year}-000001`,
        kind: "receipt",
        issued_time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
        seller: sampleSeller,
        buyer: { user_id: order.details.user_id },
        order_id: order.paypalOrderId,
        capture_id: order.captureId,
        refund_id: null,
        corrects: null,
        paid_time: order.paidAt?.toISOString(),
        payment_method: "PayPal",
        cluster_name: "blue-lake",
        lines: [
          { item: "basic", quantity: 1, unit_amount: euros("20.00"), amount: euros("20.00") },
          {
            item: "images_storage",
            quantity: 11,
            unit_amount: euros("1.00"),
            amount: euros("11.00"),
          },
        ],
        net_amount: euros("25.83"),
        vat_amount: euros("5.17"),
        total_amount: euros("31.00"),
        vat: defaultVat,
      },
    ]);
    expect(await store.issueReceipts(order)).toEqual(await issuedFor(order));
  });

  test("has one although another order had the cluster name, and although it was reversed", async () => {
    const money = captured();
    const other = await paid();
    const duplicate = await storedOrder(store, approved, {
      type: "duplicate_paid",
      money,
      firstOrderId: other.paypalOrderId,
    });
    const reversed = await storedOrder(store, approved, {
      type: "capture_reversed",
      money: captured(),
      refunds: [],
      mismatch: null,
    });
    for (const order of [duplicate, reversed]) expect(await issuedFor(order)).toHaveLength(1);
  });

  test("has none if it differs from the order, and its refund no credit note", async () => {
    const money = { ...captured(), amount: 100n };
    const reason = "The payment differs from the amount due.";
    const order = await storedOrder(store, approved, { type: "capture_mismatched", money, reason });
    await refund(order, 100n);
    expect(await store.issueReceipts(order)).toEqual([]);
    const toAnother = await storedOrder(store, approved, {
      type: "capture_reversed",
      money: captured(),
      refunds: [],
      mismatch: "The payment went to another payee.",
    });
    expect(await store.issueReceipts(toAnother)).toEqual([]);
  });

  test("has none if it was reversed and went to another payee, and its refund no credit note", async () => {
    const listed = { refundId: null, amount: 100n, status: "completed" } as const;
    const order = await storedOrder(store, approved, {
      type: "capture_reversed",
      money: captured(),
      refunds: [{ ...listed, paypalRefundId: "OF-ANOTHER-PAYEE", kind: "refund" }],
      mismatch: "The payment went to another payee.",
    });
    await refund(order, 200n);
    expect(await store.issueReceipts((await store.find(order.id)) as Order)).toEqual([]);
  });

  test("for an order of a release without VAT has today's rule, included, and no lines", async () => {
    const fresh = newOrder();
    await silent.insert(fresh, { by: "create" });
    await opened.database.pool.query(
      "update orders set net_minor = null, vat_minor = null, vat = null, bill_lines = null where id = $1",
      [fresh.id],
    );
    const luxembourg = { country: "LU", rate: "17", included: false, reason: null };
    const rules = { seller: sampleSeller, vat: luxembourg };
    const other = createOrderStore(opened.database, { ...storeOptions, receiptRules: rules });
    const order = (await other.find(fresh.id)) as Order;
    const waiting = (await other.apply(order, approved, { by: "approve" })) as Order;
    await other.apply(waiting, captureCompleted(), { by: "approve" });
    expect(await issuedFor(order)).toMatchObject([
      {
        lines: [],
        net_amount: euros("26.50"),
        vat_amount: euros("4.50"),
        total_amount: euros("31.00"),
        vat: { country: "LU", rate: "17", included: true },
      },
    ]);
  });

  test("that a server without receipts recorded gets one when it is requested, once", async () => {
    const order = await paid(silent);
    await refund(order, 100n, silent);
    expect(await issuedFor(order)).toEqual([]);
    expect(await silent.issueReceipts(order)).toEqual([]);
    const current = (await store.find(order.id)) as Order;
    const answers = await Promise.all([1, 2, 3].map(() => store.issueReceipts(current)));
    for (const documents of answers)
      expect(documents.map(({ kind }) => kind)).toEqual(["receipt", "credit_note"]);
    expect(new Set(answers.map((documents) => JSON.stringify(documents))).size).toBe(1);
  });
});

describe("a completed refund", () => {
  test("has a credit note; the VAT of all of them adds up to the receipt's", async () => {
    const order = await paid();
    for (const amount of [3n, 3n, 1_047n, 2_047n]) await refund(order, amount);
    const [receipt, ...notes] = await issuedFor(order);
    expect(
      notes.map(({ total_amount, vat_amount }) => [total_amount.value, vat_amount.value]),
    ).toEqual([
      ["0.03", "0.01"],
      ["0.03", "0.00"],
      ["10.47", "1.75"],
      ["20.47", "3.41"],
    ]);
    for (const note of notes)
      expect(note).toMatchObject({
        number: expect.stringMatching(new RegExp(`^CN-${year}-\\d{6}$`)),
        kind: "credit_note",
        corrects: receipt?.number,
        refund_id: expect.stringMatching(/^REFUND-/),
        capture_id: order.captureId,
        lines: [],
      });
  });

  test("corrects the receipt, and is not dated before it, if the receipt's time is ahead", async () => {
    // As after an earlier primary of the database with a clock that was ahead.
    await opened.database.pool.query(
      "update receipt_series set issued_at = now() + interval '1 hour' where name = $1",
      [`${year}`],
    );
    const order = await paid();
    for (const amount of [1n, 1_066n, 2_033n]) await refund(order, amount);
    const [receipt, ...notes] = await issuedFor(order);
    expect(receipt).toMatchObject({ kind: "receipt", vat_amount: euros("5.17") });
    expect(notes.map(({ vat_amount }) => vat_amount.value)).toEqual(["0.00", "1.78", "3.39"]);
    for (const { corrects, issued_time: issuedTime } of notes) {
      expect(corrects).toBe(receipt?.number);
      expect(issuedTime >= (receipt?.issued_time ?? "")).toBe(true);
    }
  });

  test("has one credit note, also if it is pending first and reported twice", async () => {
    const order = await paid();
    const paypalRefundId = "REFUND-PENDING";
    await refund(order, 500n, store, { paypalRefundId, status: "pending" });
    expect(await numbersFor(order)).toHaveLength(1);
    await refund(order, 500n, store, { paypalRefundId });
    await refund(order, 500n, store, { paypalRefundId });
    expect(await numbersFor(order)).toHaveLength(2);
  });

  test("first issues the receipt that it corrects, if a server without receipts captured", async () => {
    const order = await paid(silent);
    await refund(order, 3_100n);
    const [receipt, note] = await issuedFor(order);
    expect(note).toMatchObject({ corrects: receipt?.number, total_amount: euros("31.00") });
  });

  test("of a payment first read with it has both documents", async () => {
    const listed = { refundId: null, amount: 100n, status: "completed" } as const;
    const order = await storedOrder(store, approved, {
      type: "capture_reversed",
      money: captured(),
      refunds: [
        { ...listed, paypalRefundId: "LISTED-1", kind: "refund" },
        { ...listed, paypalRefundId: "LISTED-2", amount: 3_000n, kind: "reversal" },
      ],
      mismatch: null,
    });
    expect((await issuedFor(order)).map(({ kind }) => kind)).toEqual(["receipt", "credit_note"]);
  });

  test("that PayPal takes back keeps its credit note, and is reported", async () => {
    const takenBack: boolean[] = [];
    const onTransition = (move: CommittedTransition) => void takenBack.push(move.isRefundTakenBack);
    const watching = createOrderStore(opened.database, {
      ...storeOptions,
      receiptRules,
      onTransition,
    });
    const order = await paid();
    const paypalRefundId = "TAKEN-BACK";
    await refund(order, 500n, watching, { paypalRefundId });
    await refund(order, 500n, watching, { paypalRefundId, status: "failed", isCancelled: true });
    expect(takenBack).toEqual([false, true]);
    expect(await issuedFor(order)).toHaveLength(2);
  });

  test("a reversal has no credit note", async () => {
    const order = await paid();
    await refund(order, 3_100n, store, { kind: "reversal" });
    expect(await store.issueReceipts((await store.find(order.id)) as Order)).toHaveLength(1);
  });
});

test("the database rejects changes to a document", async () => {
  const { number } = (await issuedFor(await paid()))[0] as ReceiptDocument;
  const change = opened.database.pool.query(
    `update receipts set document = '{}' where number = '${number}'`,
  );
  await expect(change).rejects.toThrow(/append-only|never changed|changed/i);
});

test("the audit finds orders that lack a document, unless receipts are off", async () => {
  const { db } = opened.database;
  const lacking = async (hasReceipts: boolean) => {
    const { undocumented } = await createLedgerAudit(db, hasReceipts).readPiece(1_000);
    return undocumented;
  };
  for (const id of await lacking(true)) await store.issueReceipts((await store.find(id)) as Order);
  expect(await lacking(true)).toEqual([]);
  const unpaid = await storedOrder(store, approved);
  const payment = await paid(silent);
  const refunded = await paid();
  await refund(refunded, 100n, silent);
  expect(await lacking(false)).toEqual([]);
  expect(new Set(await lacking(true))).toEqual(new Set([payment.id, refunded.id]));
  await store.issueReceipts(payment);
  await store.issueReceipts((await store.find(refunded.id)) as Order);
  expect(await lacking(true)).toEqual([]);
  expect(await issuedFor(unpaid)).toEqual([]);
});
