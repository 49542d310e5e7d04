import { randomUUID } from "node:crypto";
import {
  createTestDatabase,
  type TestDatabase,
} from "@onekonsole/billing-testkit/database/test-database";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Job } from "../domain/job.ts";
import type { OrderId } from "../domain/order.ts";
import { type Tracer, noopTracer } from "../ports/tracer.ts";
import { sampleOrder } from "../testing/sample-order.ts";
import { type DatabaseConnection, openDatabase } from "./database.ts";
import { orderPayload } from "./job-payload.ts";
import { createJobQueue, type JobQueue } from "./job-queue.ts";
import type { JobAttemptResult, JobHandler } from "./job-worker.ts";

let testDatabase: TestDatabase;
let database: DatabaseConnection;
let queues: JobQueue[];
let failed: (Omit<JobAttemptResult, "end"> & { error: unknown })[];
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

function createQueue(retryLimit = 70, tracer = noopTracer): JobQueue {
  const queue = createJobQueue({
    databaseUrl: testDatabase.url,
    onError: () => undefined,
    onAttempt: ({ end, ...tried }) => {
      if (end.kind === "error") failed.push({ ...tried, error: end.error });
    },
    retryLimit,
    tracer,
  });
  queues.push(queue);
  return queue;
}

const withHandlers = (own: Partial<Handlers>): Handlers => ({
  capture: async () => undefined,
  deliver: async () => undefined,
  refund: async () => undefined,
  webhook: async () => undefined,
  sweep: async () => undefined,
  backfill: async () => undefined,
  audit: async () => undefined,
  stuck: async () => undefined,
  ...own,
});

/** Queues a job in a transaction, as a transition does. */
async function enqueue(queue: JobQueue, job: Job): Promise<OrderId> {
  const id = randomUUID() as OrderId;
  const order = sampleOrder({ id });
  await database.db.transaction().execute((trx) => queue.enqueue(trx, { job, order }));
  return id;
}

const firstTry = (id: OrderId, job: Job) => ({
  payload: { ...orderPayload(sampleOrder({ id })), job },
  isRetry: false,
});

const soon = { interval: 20 };

describe("a job", () => {
  test("runs once, on one of the replicas, with the id of its order", async () => {
    const [first, second] = [createQueue(), createQueue()];
    await first.start();
    await second.start();
    const ran: string[] = [];
    const handlers = withHandlers({
      capture: async ({ payload }) => void ran.push(payload.custom_id ?? ""),
    });
    await first.work(handlers);
    await second.work(handlers);
    const ids: string[] = [];
    for (let count = 0; count < 30; count += 1) ids.push(await enqueue(first, "capture"));
    const unfinished = "select from pgboss.job where name = 'capture' and state <> 'completed'";
    await expect.poll(async () => (await database.pool.query(unfinished)).rowCount, soon).toBe(0);
    expect(ran.toSorted()).toEqual(ids.toSorted());
    expect(failed).toEqual([]);
  });

  test("runs in its own handler", async () => {
    const queue = createQueue();
    await queue.start();
    const capture = vi.fn<JobHandler>(async () => undefined);
    const deliver = vi.fn<JobHandler>(async () => undefined);
    await queue.work(withHandlers({ capture, deliver }));
    const id = await enqueue(queue, "deliver");
    await expect.poll(() => deliver.mock.calls.length, soon).toBe(1);
    expect(deliver).toHaveBeenCalledWith(firstTry(id, "deliver"));
    expect(capture).not.toHaveBeenCalled();
  });

  test("that failed runs again with its attempt number, and each failure is reported", async () => {
    const queue = createQueue();
    await queue.start();
    const tries: boolean[] = [];
    await queue.work(
      withHandlers({
        capture: async ({ isRetry }) => {
          tries.push(isRetry);
          if (!isRetry) throw new Error("not yet");
        },
      }),
    );
    const { payload } = firstTry(await enqueue(queue, "capture"), "capture");
    await expect.poll(() => tries, soon).toEqual([false, true]);
    expect(failed).toEqual([
      { job: "capture", payload, retryCount: 0, error: new Error("not yet") },
    ]);
  });

  test("that failed does not delay the others of its batch", async () => {
    const queue = createQueue();
    await queue.start();
    const ids: string[] = [];
    for (let count = 0; count < 5; count += 1) ids.push(await enqueue(queue, "capture"));
    const done: string[] = [];
    await queue.work(
      withHandlers({
        capture: async ({ payload: { custom_id: id = "" } }) => {
          if (id === ids[2]) throw new Error("never");
          done.push(id);
        },
      }),
    );
    await expect.poll(() => done.length, soon).toBe(4);
    const completed = "select from pgboss.job where name = 'capture' and state = 'completed'";
    await expect.poll(async () => (await database.pool.query(completed)).rowCount, soon).toBe(4);
    expect(done).not.toContain(ids[2]);
  });

  test("that failed too often runs in stuck, once, with its last error", async () => {
    const queue = createQueue(0);
    await queue.start();
    const stuck = vi.fn<JobHandler>(async () => undefined);
    const deliver = vi.fn<JobHandler>(() => Promise.reject(new Error("never")));
    await queue.work(withHandlers({ deliver, stuck }));
    const id = await enqueue(queue, "deliver");
    await expect.poll(() => stuck.mock.calls.length, soon).toBe(1);
    const lastFailure = "Error: never";
    expect(stuck).toHaveBeenCalledWith({ ...firstTry(id, "deliver"), lastFailure });
    expect(deliver).toHaveBeenCalledTimes(1);
  });

  test("queued while no worker ran runs after the next start", async () => {
    const before = createQueue();
    await before.start();
    const id = await enqueue(before, "capture");
    await before.stop(1_000);
    const after = createQueue();
    await after.start();
    const capture = vi.fn<JobHandler>(async () => undefined);
    await after.work(withHandlers({ capture }));
    await expect.poll(() => capture.mock.calls.length, soon).toBe(1);
    expect(capture).toHaveBeenCalledWith(firstTry(id, "capture"));
  });
});

describe("a pause", () => {
  test("runs the job again after it without counting a retry", async () => {
    const queue = createQueue(0);
    await queue.start();
    const tries: boolean[] = [];
    const stuck = vi.fn<JobHandler>(async () => undefined);
    const capture: JobHandler = async ({ isRetry }) => {
      tries.push(isRetry);
      return tries.length < 3 ? { afterMs: 1 } : undefined;
    };
    await queue.work(withHandlers({ capture, stuck }));
    const id = await enqueue(queue, "capture");
    await expect.poll(() => tries, soon).toEqual([false, true, true]);
    const { rows } = await database.pool.query(
      "select distinct data->>'custom_id' as id, retry_count as retries from pgboss.job where name = 'capture'",
    );
    expect(rows).toEqual([{ id, retries: 0 }]);
    expect(failed).toEqual([]);
    expect(stuck).not.toHaveBeenCalled();
  });

  test("has the total time that the job has paused", async () => {
    const queue = createQueue();
    await queue.start();
    const waited: (number | undefined)[] = [];
    const capture: JobHandler = async ({ payload }) => {
      waited.push(payload.waited_ms);
      return waited.length < 3 ? { afterMs: 10 } : undefined;
    };
    await queue.work(withHandlers({ capture }));
    await enqueue(queue, "capture");
    await expect.poll(() => waited, soon).toEqual([undefined, 10, 20]);
  });

  test("lasts as long as requested", async () => {
    const queue = createQueue();
    await queue.start();
    const capture: JobHandler = async ({ isRetry }) => (isRetry ? undefined : { afterMs: 60_000 });
    await queue.work(withHandlers({ capture }));
    await enqueue(queue, "capture");
    const waiting = `select round(extract(epoch from start_after - created_on))::int as seconds
      from pgboss.job where name = 'capture' and state = 'created'`;
    await expect
      .poll(async () => (await database.pool.query(waiting)).rows, soon)
      .toEqual([{ seconds: 60 }]);
  });
});

describe("a job that hangs", () => {
  test("does not delay later jobs of its queue, or other queues", async () => {
    const queue = createQueue();
    await queue.start();
    const [started, finish] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const done: string[] = [];
    let first: string | undefined;
    await queue.work(
      withHandlers({
        capture: async ({ payload: { custom_id: id = "" } }) => {
          first ??= id;
          if (id === first) {
            started.resolve();
            await finish.promise;
          }
          done.push(id);
        },
        deliver: async ({ payload: { custom_id: id = "" } }) => void done.push(id),
      }),
    );
    const hanging = await enqueue(queue, "capture");
    await started.promise;
    const others = [await enqueue(queue, "capture"), await enqueue(queue, "deliver")];
    await expect.poll(() => done.toSorted(), soon).toEqual(others.toSorted());
    finish.resolve();
    await expect.poll(() => done.includes(hanging), soon).toBe(true);
  });
});

describe("the trace of an order", () => {
  const traceParent = `00-${"a".repeat(32)}-${"b".repeat(16)}-01`;

  test("includes its jobs, also retried and stuck ones", async () => {
    const places: unknown[] = [];
    const tracer: Tracer = {
      traceParent: () => null,
      span: (span, work) => {
        places.push([span.name, span.traceParent]);
        return noopTracer.span(span, work);
      },
    };
    const queue = createQueue(0, tracer);
    await queue.start();
    const pauses = [{ afterMs: 1 }];
    const capture: JobHandler = async () => {
      const pause = pauses.shift();
      if (pause) return pause;
      throw new Error("never");
    };
    const stuck = vi.fn<JobHandler>(async () => undefined);
    await queue.work(withHandlers({ capture, stuck }));
    const order = sampleOrder({ traceParent });
    await database.db.transaction().execute((trx) => queue.enqueue(trx, { job: "capture", order }));
    await expect.poll(() => stuck.mock.calls.length, soon).toBe(1);
    expect(places).toEqual([
      ["job capture", traceParent],
      ["job capture", traceParent],
      ["job stuck", traceParent],
    ]);
  });
});

describe("a webhook event", () => {
  test("runs by its id, queued in the transaction that stored it", async () => {
    const queue = createQueue();
    await queue.start();
    const webhook = vi.fn<JobHandler>(async () => undefined);
    await queue.work(withHandlers({ webhook }));
    const undone = database.db.transaction().execute(async (trx) => {
      await queue.enqueueWebhook(trx, "WH-UNDONE");
      throw new Error("undone");
    });
    await expect(undone).rejects.toThrow("undone");
    await database.db.transaction().execute((trx) => queue.enqueueWebhook(trx, "WH-1"));
    await expect.poll(() => webhook.mock.calls.length, soon).toBe(1);
    const payload = { event_id: "WH-1", job: "webhook" };
    expect(webhook).toHaveBeenCalledWith({ payload, isRetry: false });
  });

  test("that failed too often runs in stuck with its id", async () => {
    const queue = createQueue(0);
    await queue.start();
    const stuck = vi.fn<JobHandler>(async () => undefined);
    const webhook: JobHandler = () => Promise.reject(new Error("never"));
    await queue.work(withHandlers({ webhook, stuck }));
    await database.db.transaction().execute((trx) => queue.enqueueWebhook(trx, "WH-2"));
    await expect.poll(() => stuck.mock.calls.length, soon).toBe(1);
    const payload = { event_id: "WH-2", job: "webhook" };
    const lastFailure = "Error: never";
    expect(stuck).toHaveBeenCalledWith({ payload, isRetry: false, lastFailure });
  });
});

describe("a recurring job", () => {
  test("is scheduled once, however many replicas start", async () => {
    await Promise.all([createQueue().start(), createQueue().start()]);
    const { rows } = await database.pool.query(
      "select name, cron from pgboss.schedule order by name",
    );
    expect(rows).toEqual([
      { name: "audit", cron: "* * * * *" },
      { name: "backfill", cron: "*/10 * * * *" },
      { name: "sweep", cron: "* * * * *" },
    ]);
  });

  test("runs one at a time on two replicas", async () => {
    const [first, second] = [createQueue(), createQueue()];
    let [running, most, ran] = [0, 0, 0];
    const sweep: JobHandler = async () => {
      running += 1;
      most = Math.max(most, running);
      // Longer than both replicas' poll interval.
      await new Promise((resolve) => setTimeout(resolve, 2_500));
      running -= 1;
      ran += 1;
    };
    for (const queue of [first, second]) {
      await queue.start();
      await queue.work(withHandlers({ sweep }));
    }
    for (let count = 0; count < 3; count += 1)
      await database.pool.query(
        `insert into pgboss.job (name, policy, retry_limit, data)
           select name, policy, retry_limit, '{}' from pgboss.queue where name = 'sweep'`,
      );
    await expect.poll(() => ran, soon).toBe(3);
    expect(most).toBe(1);
  });
});

describe("the queue", () => {
  test("is installed by four replicas that start concurrently", async () => {
    const four = [createQueue(), createQueue(), createQueue(), createQueue()];
    await Promise.all(four.map((queue) => queue.start()));
    const { rows } = await database.pool.query("select name from pgboss.queue order by name");
    const names = (rows as { name: string }[]).map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(["backfill", "capture", "deliver", "stuck"]));
  });

  test("lets a running job finish when it stops", async () => {
    const queue = createQueue();
    await queue.start();
    const [started, finish] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    await queue.work(
      withHandlers({
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
