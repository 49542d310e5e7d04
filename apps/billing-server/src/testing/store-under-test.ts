import { randomUUID } from "node:crypto";
import { createTestDatabase } from "../../../../test/database.ts";
import type { NewOrder, Order, OrderId, PayPalOrderId } from "../domain/order.ts";
import type { OrderStore } from "../domain/order-store.ts";
import type { OrderEvent } from "../domain/transition.ts";
import type { Enqueue } from "../store/apply-event.ts";
import { type DatabaseConnection, openDatabase } from "../store/database.ts";
import { createOrderStore } from "../store/order-store.ts";

/** The store on a database of its own. */
export interface StoreUnderTest extends AsyncDisposable {
  readonly store: OrderStore;
  readonly database: DatabaseConnection;
  readonly databaseUrl: string;
  /** The jobs queued so far, when no queue was given. */
  readonly queued: readonly { readonly job: string; readonly orderId: string }[];
}

/** Opens it; without a queue of its own, queued jobs are only noted. */
export async function openStoreUnderTest(enqueue?: Enqueue): Promise<StoreUnderTest> {
  const testDatabase = await createTestDatabase();
  const database = openDatabase({ url: testDatabase.url });
  const queued: { job: string; orderId: string }[] = [];
  const note: Enqueue = async (_, job, { id: orderId }) => void queued.push({ job, orderId });
  return {
    store: createOrderStore(database, enqueue ?? note),
    database,
    databaseUrl: testDatabase.url,
    queued,
    [Symbol.asyncDispose]: async () => {
      await database.close();
      await testDatabase[Symbol.asyncDispose]();
    },
  };
}

/** An order as `create` knows it, with ids of its own. */
export function newOrder(changes: Partial<NewOrder> = {}): NewOrder {
  const id = randomUUID();
  return {
    id: id as OrderId,
    paypalOrderId: `P-${id}` as PayPalOrderId,
    details: {
      user_id: "0b1f4c1e-52a7-4bd8-9d0a-2f6f0c7a9e31",
      cluster_name: "blue-lake",
      images_storage: 11,
      has_monitoring: false,
      monitoring_storage: 0,
      has_alerting: false,
    },
    currency: "EUR",
    amount: 3_100n,
    payeeEmail: "shop@example.org",
    payeeMerchantId: "SHOP0000000001",
    approveUrl: "https://paypal.example.org/checkoutnow",
    approveBefore: new Date("2026-03-01T13:00:00Z"),
    ...changes,
  };
}

/** A stored order that the given events happened to, as its row has it. */
export async function storedOrder(store: OrderStore, ...events: OrderEvent[]): Promise<Order> {
  const fresh = newOrder();
  await store.insert(fresh, { by: "create" });
  let order = await store.find(fresh.id);
  for (const event of events) order = order && (await store.apply(order, event, { by: "approve" }));
  if (!order) throw new Error("An event did not apply.");
  return order;
}

export const approved: OrderEvent = { type: "payer_approved" };

/** PayPal took the money; capture ids are unique. */
export const captureCompleted = (captureId: string = randomUUID()): OrderEvent => ({
  type: "capture_completed",
  captureId,
});
