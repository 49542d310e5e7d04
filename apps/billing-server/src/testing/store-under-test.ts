import { randomUUID } from "node:crypto";
import { createTestDatabase } from "@onekonsole/billing-testkit/database/test-database";
import { defaultVat } from "../config/vat-rule.ts";
import type { OrderBill } from "../domain/bill.ts";
import type { CapturedMoney, OrderEvent } from "../domain/order-event.ts";
import type { NewOrder, Order, OrderId, PayPalOrderId } from "../domain/order.ts";
import type { OrderStore } from "../ports/order-store.ts";
import type { Enqueue } from "../store/apply-event.ts";
import { type DatabaseConnection, openDatabase } from "../store/database.ts";
import { createOrderStore, type StoreOptions } from "../store/order-store.ts";
import { sampleBill } from "./sample-order.ts";

export interface QueuedJob {
  readonly job: string;
  readonly orderId: string;
  readonly isRetry: boolean;
}

/** The store on a database of its own. */
export interface StoreUnderTest extends AsyncDisposable {
  readonly store: OrderStore;
  readonly database: DatabaseConnection;
  readonly databaseUrl: string;
  /** The jobs queued so far, when no queue was given. */
  readonly queued: readonly QueuedJob[];
}

/** Opens the store; without an `enqueue` option, jobs are only recorded in `queued`. */
export async function openStoreUnderTest(
  options: Partial<StoreOptions> = {},
): Promise<StoreUnderTest> {
  const testDatabase = await createTestDatabase();
  const database = openDatabase({ url: testDatabase.url });
  const queued: QueuedJob[] = [];
  const enqueue: Enqueue = async (_, { job, order, isRetry = false }) =>
    void queued.push({ job, orderId: order.id, isRetry });
  return {
    store: createOrderStore(database, { enqueue, duplicateWindowMs: 600_000, ...options }),
    database,
    databaseUrl: testDatabase.url,
    queued,
    [Symbol.asyncDispose]: async () => {
      await database.close();
      await testDatabase[Symbol.asyncDispose]();
    },
  };
}

/** A new order with unique ids. */
export function newOrder(changes: Partial<NewOrder> = {}): NewOrder {
  const id = randomUUID();
  return {
    id: id as OrderId,
    paypalOrderId: `P-${id}` as PayPalOrderId,
    details: {
      // A new user for each order, so that cluster names do not conflict.
      user_id: randomUUID(),
      cluster_name: "blue-lake",
      images_storage: 11,
      has_monitoring: false,
      monitoring_storage: 0,
      has_alerting: false,
    },
    currency: "EUR",
    amount: 3_100n,
    bill: changes.amount === undefined ? sampleBill : billOver(changes.amount),
    payeeEmail: "shop@example.org",
    payeeMerchantId: "SHOP0000000001",
    approveUrl: "https://paypal.example.org/checkoutnow",
    approveBefore: new Date("2026-03-01T13:00:00Z"),
    fingerprint: null,
    traceParent: null,
    ...changes,
  };
}

/** A bill of one line without VAT. */
const billOver = (amount: bigint): OrderBill => ({
  netAmount: amount,
  vatAmount: 0n,
  vat: { ...defaultVat, rate: "0", reason: { en: "No VAT", fr: "Sans TVA" } },
  lines: [{ item: "basic", quantity: 1, unitMinorUnits: amount, minorUnits: amount }],
});

/** Stores a new order, applies the events and returns the row. */
export const storedOrder = (store: OrderStore, ...events: OrderEvent[]): Promise<Order> =>
  storedAs(store, newOrder(), ...events);

/** Stores the given order, applies the events and returns the row. */
export async function storedAs(
  store: OrderStore,
  fresh: NewOrder,
  ...events: OrderEvent[]
): Promise<Order> {
  await store.insert(fresh, { by: "create" });
  let order = await store.find(fresh.id);
  for (const event of events) order = order && (await store.apply(order, event, { by: "approve" }));
  if (!order) throw new Error("An event did not apply.");
  return order;
}

export const approved: OrderEvent = { type: "payer_approved" };

/** The 31.00 EUR of a new order; capture ids are unique. */
export const captured = (captureId: string = randomUUID()): CapturedMoney => ({
  captureId,
  currency: "EUR",
  amount: 3_100n,
});

/** The event of a completed capture. */
export const captureCompleted = (captureId?: string): OrderEvent => ({
  type: "capture_completed",
  money: captured(captureId),
});
