import { randomUUID } from "node:crypto";
import { fillHistory } from "@onekonsole/billing-testkit/database/fill-history";
import { createTestDatabase } from "@onekonsole/billing-testkit/database/test-database";
import type pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sampleSeller } from "../config/seller.ts";
import { defaultVat } from "../config/vat-rule.ts";
import type { Order, OrderId, PayPalOrderId } from "../domain/order.ts";
import type { Refund, RefundId } from "../domain/refund.ts";
import type { EndpointOutbox } from "../ports/endpoint-outbox.ts";
import type { EndpointStore } from "../ports/endpoint-store.ts";
import type { EventFeed } from "../ports/event-feed.ts";
import type { LedgerAudit } from "../ports/ledger-audit.ts";
import type { OperatorStore } from "../ports/operator-store.ts";
import type { OrderStore } from "../ports/order-store.ts";
import { gaveUp, type WebhookInbox } from "../ports/webhook-inbox.ts";
import { approved, captureCompleted, newOrder } from "../testing/store-under-test.ts";
import { createBackfillCheckpoint } from "./backfill-checkpoint.ts";
import { storeConfiguredEndpoints } from "./configured-endpoints.ts";
import { countDisputed } from "./count-disputed.ts";
import { countStates } from "./count-states.ts";
import { type DatabaseConnection, openDatabase } from "./database.ts";
import { dispatchedThrough, removeOldDispatches } from "./dispatched-through.ts";
import { createEndpointOutbox } from "./endpoint-outbox.ts";
import { createEndpointStore } from "./endpoint-store.ts";
import { createEventFeed } from "./event-feed.ts";
import { createLedgerAudit } from "./ledger-audit.ts";
import { countDispatches } from "./list-endpoints.ts";
import { countMerchantHeld } from "./merchant-held.ts";
import { createOperatorStore } from "./operator-store.ts";
import { createOrderStore } from "./order-store.ts";
import { oldestRefundSeconds } from "./refunds-under-way.ts";
import { countUnmatched } from "./unmatched-payments.ts";
import { createWebhookInbox } from "./webhook-inbox.ts";

const finished = 20_000;
/** Above what any statement reads of the 220 open orders and a page; far below the finished ones. */
const mostRows = 2_000;

const stack = new AsyncDisposableStack();
afterAll(() => stack.disposeAsync());

let database: DatabaseConnection;
let store: OrderStore;
let operators: OperatorStore;
let audit: LedgerAudit;
let inbox: WebhookInbox;
let outbox: EndpointOutbox;
let endpoints: EndpointStore;
let feed: EventFeed;
/** The methods that the tests have called, and all. */
const called = new Set<string>();
const methods = new Set<string>();
/** The plans of all statements since the last call. */
const plans: Plan[] = [];

interface Plan {
  readonly "Node Type": string;
  readonly "Relation Name"?: string;
  readonly "Actual Rows": number;
  readonly "Actual Loops": number;
  readonly "Rows Removed by Filter"?: number;
  readonly Plans?: readonly Plan[];
}

beforeAll(async () => {
  const own = stack.use(await createTestDatabase());
  database = openDatabase({ url: own.url, maxConnections: 1 });
  stack.defer(() => database.close());
  await fillHistory(database.pool, finished);
  await database.pool.query(addDispatches);
  await explainAll(database.pool);
  const enqueue = async () => undefined;
  const receiptRules = { seller: sampleSeller, vat: defaultVat };
  const options = { enqueue, duplicateWindowMs: 600_000, receiptRules };
  store = recordCalls(createOrderStore(database, options));
  operators = recordCalls(createOperatorStore(database.db, enqueue));
  audit = recordCalls(createLedgerAudit(database.db));
  feed = recordCalls(createEventFeed(database));
  outbox = recordCalls(createEndpointOutbox(database.db, feed.sequence));
  endpoints = recordCalls(createEndpointStore(database.db, feed.sequence));
  inbox = recordCalls(createWebhookInbox(database.db, enqueue));
});

function recordCalls<T extends object>(port: T): T {
  for (const name of Object.keys(port)) methods.add(name);
  const get = (target: T, name: string, receiver: unknown): unknown => {
    called.add(name);
    return Reflect.get(target, name, receiver);
  };
  return new Proxy(port, { get });
}

/** Lets PostgreSQL report the plan of every statement, with the rows that it read. */
async function explainAll(pool: pg.Pool): Promise<void> {
  const client = await pool.connect();
  client.on("notice", ({ message = "" }) => {
    const json = /plan:\s*(\{.*\})\s*$/s.exec(message)?.[1];
    if (json) plans.push((JSON.parse(json) as { Plan: Plan }).Plan);
  });
  await client.query(`load 'auto_explain'; set client_min_messages = log;
    set auto_explain.log_min_duration = 0; set auto_explain.log_format = json;
    set auto_explain.log_analyze = on; set auto_explain.log_nested_statements = on`);
  client.release();
}

const nodesOf = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];

const growing = [
  "orders",
  "order_events",
  "event_feed",
  "event_dispatches",
  "refunds",
  "receipts",
  "purchases",
  "webhook_events",
];

const isSequential = (node: Plan) =>
  node["Node Type"].includes("Seq Scan") && growing.includes(node["Relation Name"] ?? "");

const rowsRead = (node: Plan) =>
  (node["Actual Rows"] + (node["Rows Removed by Filter"] ?? 0)) * node["Actual Loops"];

/** The nodes that read a growing table as a whole, or many rows of anything. */
const costly = () =>
  plans
    .splice(0)
    .flatMap(nodesOf)
    .filter((node) => isSequential(node) || rowsRead(node) > mostRows);

const findOrder = async (paypalOrderId: string) =>
  (await store.findByPayPalId(paypalOrderId as PayPalOrderId)) as Order;

const addDispatches = `
  insert into event_endpoints (id, source, url, position)
    select 'ep-1', 'operator', 'https://a.example.org/', last_position - 900 from event_feed_state;
  insert into event_dispatches (endpoint_id, position, state)
    select 'ep-1', event_feed.position, case when event_feed.position % 100 = 0 then 'dead'
        when event_feed.position % 500 = 1 then 'pending' else 'sent' end
      from event_feed join event_endpoints on event_feed.position <= event_endpoints.position;
  analyze event_dispatches`;

const ada = { endpointId: "ep-1", actor: "ada", note: "test" };
const everyDispatch = { endpointId: "ep-1", state: undefined, before: null, limit: 50 };

const everyOrder = {
  states: undefined,
  disputed: false,
  refundUnderWay: false,
  forMs: 0,
  limit: 50,
  after: null,
};
const cause = { by: "webhook" } as const;

const work: Readonly<Record<string, () => Promise<unknown>>> = {
  "the money report": () => operators.money(),
  "the count of states": () => countStates(database.db),
  "the count of disputes": () => countDisputed(database.db),
  "the count of held payments": () => countMerchantHeld(database.db),
  "the age of refunds": () => oldestRefundSeconds(database.db),
  "the count of unmatched payments": () => countUnmatched(database.db),
  "the status of the audit": () => audit.status(),
  "a piece of the audit": () => audit.readPiece(100),
  "the operators' list": () => operators.list(everyOrder),
  "a later page of the list": async () => {
    const { id } = await findOrder("P500");
    const after = {
      awaitsManualAction: false,
      stateSince: new Date(Date.now() - 4 * 86_400_000),
      id,
    };
    return operators.list({ ...everyOrder, after });
  },
  "the list of a finished state": () => operators.list({ ...everyOrder, states: ["provisioned"] }),
  "the list of disputed orders": () => operators.list({ ...everyOrder, disputed: true }),
  "the list of pending refunds": () => operators.list({ ...everyOrder, refundUnderWay: true }),
  "the list of old orders": () => operators.list({ ...everyOrder, forMs: 3_600_000 }),
  "an order with its history": async () => {
    const { id } = await findOrder("P500");
    await Promise.all([store.find(id), store.listRefunds(id), store.auditEventsSince(id, 1)]);
    await store.listReceipts(id);
    await Promise.all([operators.stateSince(id), operators.audit(id), store.findFingerprint(id)]);
  },
  "the list of a user": async () => {
    const { id, details } = await findOrder("P500");
    await store.listOfUser({
      userId: details.user_id,
      clusterName: details.cluster_name,
      createdFrom: new Date(0),
      createdBefore: new Date(),
      after: id,
      limit: 21,
    });
  },
  "an order by its capture": () => store.findByCaptureId("C500"),
  "the orders of a dispute": () => store.findDisputed("D-1"),
  "the list of unmatched payments": () => operators.unmatchedPayments(),
  "a new order": async () => {
    const order = newOrder();
    await store.obstaclesTo(order.details);
    await store.insert(order, { by: "create" });
  },
  "a payment": async () => {
    const order = (await store.apply(await findOrder("OPEN1"), approved, cause)) as Order;
    await store.apply(order, captureCompleted(), cause);
  },
  "a delivery": async () => {
    const started = (await store.beginDelivery(await findOrder("OPEN1"))) as Order;
    await store.apply(started, { type: "delivered", webOrderId: 1 }, cause);
  },
  "a refund": async () => {
    const { id } = await findOrder("P300");
    const refund = { refundId: null, amount: 5n, status: "completed", kind: "refund" } as const;
    await store.recordRefund(id, { ...refund, paypalRefundId: randomUUID() }, cause);
  },
  "an order with its receipt": async () => store.issueReceipts(await findOrder("P510")),
  "a receipt that is missing": async () => {
    const enqueue = async () => undefined;
    const silent = createOrderStore(database, { enqueue, duplicateWindowMs: 600_000 });
    const order = (await silent.apply(await findOrder("OPEN2"), approved, cause)) as Order;
    const paid = (await silent.apply(order, captureCompleted(), cause)) as Order;
    expect(await store.issueReceipts(paid)).toHaveLength(1);
  },
  "a dispute": async () => {
    const { id } = await findOrder("P301");
    const updatedAt = new Date();
    const update = {
      disputeId: "D-1",
      isOpen: true,
      isCreation: false,
      updatedAt,
      eventCreatedAt: updatedAt,
    };
    await store.recordDispute(id, update, cause);
  },
  "a webhook event": async () => {
    const id = `WH-${randomUUID()}`;
    await inbox.receive([{ id, type: "X.Y", body: "{}" }]);
    await inbox.find(id);
    await inbox.close(id, gaveUp);
  },
  "what else a store does": async () => {
    const order = await findOrder("P302");
    const refund = { id: randomUUID() as RefundId };
    await store.sealedSince();
    await store.recordPayPalRead(order, { isFound: false, readAgainMs: 60_000 });
    await store.endDelivery(order, "none");
    await store.deliveryAgeMs(order);
    await store.requeue(order);
    await store.recordRefusal(refund as Refund, "No.");
    await store.failRefund(order.id, refund, cause);
    await operators.closeUnmatchedPayment({ eventId: "WH-1", actor: "ada", note: "test" });
    await audit.countOrders();
    const checkpoint = createBackfillCheckpoint(database.db);
    await checkpoint.advance((await checkpoint.read()).now);
  },
  "the event feed": async () => {
    const page = { after: 5_000n, limit: 1_000 };
    await feed.read(page);
    await feed.read({ ...page, types: ["closed"] });
    await feed.read({ ...page, userId: (await findOrder("P500")).details.user_id });
    await feed.read({ ...page, after: null, limit: 1 });
  },
  "the positions of new events": async () => {
    await store.apply(await findOrder("OPEN5"), approved, cause);
    await feed.sequence();
  },
  "the removal of old events": () => feed.removeOlderThan(86_400_000, 1_000),
  "the sending of events": async () => {
    await outbox.active();
    await outbox.fanOut("ep-1");
    const claimed = (await outbox.claim("ep-1", 16))?.dispatches ?? [];
    expect(await feed.eventsAt(claimed.map(({ position }) => position))).not.toEqual([]);
    const ended = { state: "sent", status: 200, failure: null } as const;
    await outbox.record(
      "ep-1",
      claimed.map((dispatch) => ({ ...dispatch, ...ended })),
    );
    await outbox.hold("ep-1", 0);
    await countDispatches(database.db);
    await dispatchedThrough(database.db);
    await removeOldDispatches(database.db, 1_000);
  },
  "what operators do with endpoints": async () => {
    await endpoints.list();
    for (const state of [undefined, "pending", "sent", "dead"] as const)
      await endpoints.dispatches({ ...everyDispatch, state });
    await endpoints.dispatches({ ...everyDispatch, before: 30_000n });
    await endpoints.resend(ada, { what: "event", position: 30_000n });
    await endpoints.resend(ada, { what: "dead" });
    await endpoints.resend(ada, { what: "after", position: 30_000n });
    await outbox.disable("ep-1");
    await endpoints.enable(ada);
    await endpoints.rotateSecret(ada, 0);
    await endpoints.remove(ada);
    expect(await endpoints.find("ep-1")).toBeNull();
    const { endpointId: _, ...act } = ada;
    await endpoints.add({ id: "ep-2", url: "https://a.example.org/", types: null }, act);
    await storeConfiguredEndpoints(
      database.db,
      [{ id: "own", url: "https://a.example.org/", types: null }],
      feed.sequence,
    );
  },
  "a sweep": () => store.claimDue(20),
  "a reconciliation": () =>
    operators.reconcile({ since: new Date(Date.now() - 30_000), actor: "ada", note: "test" }),
};

test.each(Object.entries(work))("%s reads neither a whole table nor many rows", async (_, run) => {
  plans.length = 0;
  await run();
  expect(plans.length).toBeGreaterThan(0);
  expect(costly()).toEqual([]);
});

test("the filled history and what was done since have no difference", async () => {
  let piece = await audit.readPiece(2_000);
  const wrongOrders = [...piece.wrongOrders];
  while (piece.wrongTotals === null) {
    piece = await audit.readPiece(2_000);
    wrongOrders.push(...piece.wrongOrders);
  }
  expect({ wrongOrders, wrongTotals: piece.wrongTotals }).toEqual({
    wrongOrders: [],
    wrongTotals: [],
  });
});

test("every method of a store is among them", () => {
  expect([...methods].filter((name) => !called.has(name))).toEqual([]);
});

test("a statement that reads a whole table is found", async () => {
  plans.length = 0;
  await database.pool.query("select count(*) from orders where user_id = $1", [
    randomUUID() as OrderId,
  ]);
  expect(costly()).not.toEqual([]);
});
