import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../../test/database.ts";
import { sampleOrder } from "../testing/sample-order.ts";
import type { OrderId } from "../domain/order.ts";
import type { Job } from "../domain/transition.ts";
import { type DatabaseConnection, openDatabase } from "./database.ts";
import { createJobQueue, type FailedTry, type JobHandler, type JobQueue } from "./job-queue.ts";

let testDatabase: TestDatabase;
let database: DatabaseConnection;
let queues: JobQueue[];
let failed: FailedTry[];
beforeEach(async () => {
  testDatabase = await createTestDatabase();
  database = openDatabase({ url: testDatabase.url });
  queues = [];
  failed = [];
});
afterEach(async () => {
  await Promise.all(queues.map((queue) => queue.stop(5_000)));
  await database.close();
  await testDatabase[Symbol.asyncDispose]();
});

type Handlers = Parameters<JobQueue["work"]>[0];

function queueOf(retryLimit = 70): JobQueue {
  const queue = createJobQueue({
    databaseUrl: testDatabase.url,
    onError: () => undefined,
    onFailedTry: (failedTry) => failed.push(failedTry),
    retryLimit,
  });
  queues.push(queue);
  return queue;
}

const handlersOf = (own: Partial<Handlers>): Handlers => ({
  capture: async () => undefined,
  deliver: async () => undefined,
  stuck: async () => undefined,
  ...own,
});

/** Queues a job as a transition would, in a transaction. */
async function enqueue(queue: JobQueue, job: Job): Promise<OrderId> {
  const id = randomUUID() as OrderId;
  await database.db.transaction().execute((trx) => queue.enqueue(trx, job, sampleOrder({ id })));
  return id;
}

const soon = { timeout: 15_000, interval: 20 };

describe("a job", () => {
  test("runs once, on one of the replicas, with the id of its order", async () => {
    const [first, second] = [queueOf(), queueOf()];
    await first.start();
    await second.start();
    const ran: string[] = [];
    const handlers = handlersOf({ capture: async ({ order_id: id }) => void ran.push(id) });
    await first.work(handlers);
    await second.work(handlers);
    const ids: string[] = [];
    for (let count = 0; count < 30; count += 1) ids.push(await enqueue(first, "capture"));
    const unfinished = "select from pgboss.job where state <> 'completed'";
    await expect.poll(async () => (await database.pool.query(unfinished)).rowCount, soon).toBe(0);
    expect(ran.toSorted()).toEqual(ids.toSorted());
    expect(failed).toEqual([]);
  });

  test("reaches its own handler", async () => {
    const queue = queueOf();
    await queue.start();
    const capture = vi.fn<JobHandler>(async () => undefined);
    const deliver = vi.fn<JobHandler>(async () => undefined);
    await queue.work(handlersOf({ capture, deliver }));
    const id = await enqueue(queue, "deliver");
    await expect.poll(() => deliver.mock.calls.length, soon).toBe(1);
    expect(deliver).toHaveBeenCalledWith({ order_id: id }, { retryCount: 0 });
    expect(capture).not.toHaveBeenCalled();
  });

  test("that failed is tried again, told which try it is, and every failure is reported", async () => {
    const queue = queueOf();
    await queue.start();
    const tries: number[] = [];
    await queue.work(
      handlersOf({
        capture: async (_, { retryCount }) => {
          tries.push(retryCount);
          if (retryCount === 0) throw new Error("not yet");
        },
      }),
    );
    const orderId = await enqueue(queue, "capture");
    await expect.poll(() => tries, soon).toEqual([0, 1]);
    expect(failed).toEqual([
      { job: "capture", orderId, retryCount: 0, error: new Error("not yet") },
    ]);
  });

  test("that failed does not hold up the others of its batch", async () => {
    const queue = queueOf();
    await queue.start();
    const ids: string[] = [];
    for (let count = 0; count < 5; count += 1) ids.push(await enqueue(queue, "capture"));
    const done: string[] = [];
    await queue.work(
      handlersOf({
        capture: async ({ order_id: id }) => {
          if (id === ids[2]) throw new Error("never");
          done.push(id);
        },
      }),
    );
    await expect.poll(() => done.length, soon).toBe(4);
    const completed = "select from pgboss.job where state = 'completed'";
    await expect.poll(async () => (await database.pool.query(completed)).rowCount, soon).toBe(4);
    expect(done).not.toContain(ids[2]);
  });

  test("that failed too often is handed over as stuck, once", async () => {
    const queue = queueOf(0);
    await queue.start();
    const stuck = vi.fn<JobHandler>(async () => undefined);
    const deliver = vi.fn<JobHandler>(() => Promise.reject(new Error("never")));
    await queue.work(handlersOf({ deliver, stuck }));
    const id = await enqueue(queue, "deliver");
    await expect.poll(() => stuck.mock.calls.length, soon).toBe(1);
    expect(stuck).toHaveBeenCalledWith({ order_id: id }, { retryCount: 0 });
    expect(deliver).toHaveBeenCalledTimes(1);
  });

  test("queued while nobody worked is there for the next start", async () => {
    const before = queueOf();
    await before.start();
    const id = await enqueue(before, "capture");
    await before.stop(1_000);
    const after = queueOf();
    await after.start();
    const capture = vi.fn<JobHandler>(async () => undefined);
    await after.work(handlersOf({ capture }));
    await expect.poll(() => capture.mock.calls.length, soon).toBe(1);
    expect(capture).toHaveBeenCalledWith({ order_id: id }, { retryCount: 0 });
  });
});

describe("the queue", () => {
  test("is installed by four replicas that start at once", async () => {
    const four = [queueOf(), queueOf(), queueOf(), queueOf()];
    await Promise.all(four.map((queue) => queue.start()));
    const { rows } = await database.pool.query("select name from pgboss.queue order by name");
    const names = (rows as { name: string }[]).map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(["capture", "deliver", "stuck"]));
  });

  test("lets a running job finish when it stops", async () => {
    const queue = queueOf();
    await queue.start();
    const [started, finish] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    await queue.work(
      handlersOf({
        capture: async () => {
          started.resolve();
          await finish.promise;
        },
      }),
    );
    await enqueue(queue, "capture");
    await started.promise;
    const stopped = queue.stop(5_000);
    finish.resolve();
    await stopped;
    const { rows } = await database.pool.query(
      "select state from pgboss.job where name = 'capture'",
    );
    expect(rows).toEqual([{ state: "completed" }]);
  });
});
