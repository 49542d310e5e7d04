import { setTimeout as sleep } from "node:timers/promises";
import {
  createTestDatabase,
  type TestDatabase,
} from "@onekonsole/billing-testkit/database/test-database";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { RunningJob } from "../ports/running-job.ts";
import { sampleOrder } from "../testing/sample-order.ts";
import { type DatabaseConnection, openDatabase } from "./database.ts";
import { createJobQueue, type JobQueue } from "./job-queue.ts";
import type { JobHandler } from "./job-worker.ts";
import type { ClaimedJob } from "./start-at-once.ts";

let testDatabase: TestDatabase;
let database: DatabaseConnection;
let queues: JobQueue[];
beforeEach(async () => {
  testDatabase = await createTestDatabase();
  database = openDatabase({ url: testDatabase.url });
  queues = [];
});
afterEach(async () => {
  await Promise.all(queues.map((queue) => queue.stop(5_000)));
  await database.close();
  await testDatabase[Symbol.asyncDispose]();
});

/** A replica that works with this handler of captures. */
async function startReplica(capture: JobHandler, leaseSeconds = 60): Promise<JobQueue> {
  const queue = createJobQueue({
    databaseUrl: testDatabase.url,
    onError: () => undefined,
    onAttempt: () => undefined,
    leaseSeconds,
  });
  queues.push(queue);
  await queue.start();
  const other: JobHandler = async () => undefined;
  const others = { deliver: other, refund: other, webhook: other };
  const recurring = { sweep: other, backfill: other, audit: other };
  await queue.work({ capture, stuck: other, ...others, ...recurring });
  return queue;
}

/** Queues a capture as a transition does, and commits. */
const claim = (queue: JobQueue): Promise<ClaimedJob | null> =>
  database.db
    .transaction()
    .execute((trx) => queue.enqueueAtOnce(trx, { job: "capture", order: sampleOrder() }));

async function jobs(): Promise<{ state: string; deferred: boolean; start_after: Date }[]> {
  const { rows } = await database.pool.query(
    `select state, start_after > now() + interval '3 seconds' as deferred, start_after
       from pgboss.job where name = 'capture'`,
  );
  return rows;
}
const states = async () => (await jobs()).map(({ state }) => state);

const soon = { interval: 20 };
const isRetry = (capture: ReturnType<typeof vi.fn<JobHandler>>) =>
  capture.mock.calls.map(([attempt]) => attempt.isRetry);

describe("a job that is started at once", () => {
  test("runs here while it is deferred for every worker, and is completed", async () => {
    const finish = Promise.withResolvers<undefined>();
    const capture = vi.fn<JobHandler>(() => finish.promise);
    const queue = await startReplica(capture);
    (await claim(queue))?.start();
    await expect.poll(() => isRetry(capture), soon).toEqual([false]);
    expect(await jobs()).toMatchObject([{ state: "created", deferred: true }]);
    finish.resolve(undefined);
    await expect.poll(states, soon).toEqual(["completed"]);
    expect(capture).toHaveBeenCalledTimes(1);
  });

  test("that fails is run again by a worker, as a retry", async () => {
    const capture = vi.fn<JobHandler>().mockRejectedValueOnce(new Error("not yet"));
    const queue = await startReplica(capture);
    (await claim(queue))?.start();
    await expect.poll(states).toEqual(["completed"]);
    expect(isRetry(capture)).toEqual([false, true]);
  });

  test("that pauses is run again after the pause", async () => {
    const capture = vi.fn<JobHandler>().mockResolvedValueOnce({ afterMs: 1 });
    const queue = await startReplica(capture);
    (await claim(queue))?.start();
    await expect.poll(states).toEqual(["completed", "completed"]);
    expect(isRetry(capture)).toEqual([false, true]);
  });

  test("keeps its claim for as long as it runs", async () => {
    const finish = Promise.withResolvers<undefined>();
    const capture = vi.fn<JobHandler>(() => finish.promise);
    const queue = await startReplica(capture, 1);
    (await claim(queue))?.start();
    const [first] = await jobs();
    const secondsRenewed = async () => {
      const [now] = await jobs();
      return Number(now?.start_after) / 1000 - Number(first?.start_after) / 1000;
    };
    await expect.poll(secondsRenewed, { ...soon, timeout: 5_000 }).toBeGreaterThan(1);
    expect(capture).toHaveBeenCalledTimes(1);
    finish.resolve(undefined);
    await expect.poll(states, soon).toEqual(["completed"]);
  });

  test("that is committed while the queue stops is left to its lease", async () => {
    const capture = vi.fn<JobHandler>();
    const queue = await startReplica(capture);
    const claimed = await claim(queue);
    const stopped = queue.stop(5_000);
    claimed?.start();
    await stopped;
    expect(capture).not.toHaveBeenCalled();
    expect(await states()).toEqual(["created"]);
  });

  test("is finished before the queue stops", async () => {
    const finish = Promise.withResolvers<undefined>();
    const capture = vi.fn<JobHandler>(() => finish.promise);
    const queue = await startReplica(capture);
    (await claim(queue))?.start();
    const stopped = queue.stop(5_000);
    finish.resolve(undefined);
    await stopped;
    expect(await states()).toEqual(["completed"]);
  });
});

describe("nothing is lost", () => {
  test("when the process dies between the commit and the start", async () => {
    const dead = vi.fn<JobHandler>();
    await claim(await startReplica(dead, 1));
    await queues.pop()?.stop(5_000);
    expect(await states()).toEqual(["created"]);
    const capture = vi.fn<JobHandler>();
    await startReplica(capture);
    await expect.poll(states).toEqual(["completed"]);
    expect(dead).not.toHaveBeenCalled();
    expect(isRetry(capture)).toEqual([true]);
  });

  test("when the process dies while it runs: the claim ends", async () => {
    const queue = await startReplica(() => new Promise(() => undefined), 1);
    (await claim(queue))?.start();
    await queues.pop()?.stop(1);
    const capture = vi.fn<JobHandler>();
    await startReplica(capture);
    await expect.poll(states).toEqual(["completed"]);
    expect(isRetry(capture)).toEqual([true]);
  });

  test("and nothing runs when the transaction is rolled back", async () => {
    const capture = vi.fn<JobHandler>();
    const queue = await startReplica(capture);
    const rolledBack = database.db.transaction().execute(async (trx) => {
      const claimed = await queue.enqueueAtOnce(trx, { job: "capture", order: sampleOrder() });
      claimed?.release();
      throw new Error("rolled back");
    });
    await expect(rolledBack).rejects.toThrow("rolled back");
    expect(await jobs()).toEqual([]);
    expect(capture).not.toHaveBeenCalled();
  });
});

describe("a job that its transition completes", () => {
  const complete = (queue: JobQueue, job: RunningJob) =>
    database.db.transaction().execute((trx) => queue.completeJob(trx, job));

  test("does not run again when the process dies right after the commit", async () => {
    const completed = Promise.withResolvers<undefined>();
    const queue = await startReplica(async ({ atOnce }) => {
      if (atOnce) await complete(queue, atOnce.job);
      completed.resolve(undefined);
      return new Promise(() => undefined);
    }, 1);
    (await claim(queue))?.start();
    await completed.promise;
    await queues.pop()?.stop(1);
    const capture = vi.fn<JobHandler>();
    await startReplica(capture);
    expect(await states()).toEqual(["completed"]);
    // Longer than the lease and a worker's poll.
    await sleep(3_500);
    expect(capture).not.toHaveBeenCalled();
  });

  test("runs again as a retry when the process dies before the commit", async () => {
    const begun = Promise.withResolvers<undefined>();
    const queue = await startReplica(async ({ atOnce }) => {
      const rolledBack = database.db.transaction().execute(async (trx) => {
        if (atOnce) await queue.completeJob(trx, atOnce.job);
        throw new Error("the process died");
      });
      await rolledBack.catch(() => undefined);
      begun.resolve(undefined);
      return new Promise(() => undefined);
    }, 1);
    (await claim(queue))?.start();
    await begun.promise;
    await queues.pop()?.stop(1);
    const capture = vi.fn<JobHandler>();
    await startReplica(capture);
    await expect.poll(states).toEqual(["completed"]);
    expect(isRetry(capture)).toEqual([true]);
  });

  test("stays completed when its handler fails afterwards", async () => {
    const capture = vi.fn<JobHandler>(async ({ atOnce }) => {
      if (atOnce) await complete(queue, atOnce.job);
      throw new Error("too late");
    });
    const queue = await startReplica(capture);
    (await claim(queue))?.start();
    await expect.poll(states, soon).toEqual(["completed"]);
    await sleep(2_500);
    expect(isRetry(capture)).toEqual([false]);
  });
});

describe("a job is left to the workers", () => {
  test("before this process works, and after it has stopped", async () => {
    const queue = createJobQueue({
      databaseUrl: testDatabase.url,
      onError: () => undefined,
      onAttempt: () => undefined,
    });
    queues.push(queue);
    await queue.start();
    expect(await claim(queue)).toBeNull();
    expect(await jobs()).toMatchObject([{ state: "created", deferred: false }]);
  });

  test("when 32 run here, until one of them ends", async () => {
    const queue = await startReplica(vi.fn<JobHandler>());
    const claimed: (ClaimedJob | null)[] = [];
    for (let count = 0; count < 33; count += 1) claimed.push(await claim(queue));
    expect(claimed.indexOf(null)).toBe(32);
    claimed[0]?.release();
    // A second release of one claim frees no second slot.
    claimed[0]?.release();
    expect(await claim(queue)).not.toBeNull();
    expect(await claim(queue)).toBeNull();
  });
});
