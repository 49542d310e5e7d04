import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createBillingClient } from "@onekonsole/billing-client";
import type { AppOutputs } from "@onekonsole/billing-contract";
import { seededRandom } from "@onekonsole/billing-sandbox";
import { orderInput } from "@onekonsole/billing-testkit/console-call";
import { startFlowEnvironment } from "@onekonsole/billing-testkit/server/flow-environment";
import { until } from "@onekonsole/billing-testkit/until";
import pg from "pg";
import { expect, test } from "vitest";

type FeedEvent = AppOutputs["events"]["list"]["events"][number];

// The acceptance run has WEBHOOK_ORDERS=2000 WEBHOOK_KILLS=50, and waits for the real pauses between attempts.
const orders = Number(process.env["WEBHOOK_ORDERS"] ?? 12);
const kills = Number(process.env["WEBHOOK_KILLS"] ?? 2);
const isFullSize = orders > 100;
const timeoutMs = isFullSize ? 30 * 60_000 : 120_000;
const seed = Number(process.env["WEBHOOK_SEED"] ?? Date.now() % 1_000_000);
const random = seededRandom(seed);

const secret = `whsec_${Buffer.alloc(32, 5).toString("base64")}`;
const program = join(import.meta.dirname, "..", "..", "examples", "webhook-receiver.ts");

/** The example as a process that is killed and started again at the same address. */
async function startReceiver(file: string) {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  const env = { PATH: process.env["PATH"], port: String(port) };
  let child: ChildProcess;
  const start = async (): Promise<void> => {
    child = spawn(process.execPath, [program], {
      stdio: ["ignore", "pipe", "inherit"],
      env: { ...env, webhook_secret: secret, events_file: file },
    });
    if (child.stdout) await once(child.stdout, "data");
  };
  const kill = async (): Promise<void> => {
    child.kill("SIGKILL");
    await once(child, "exit");
  };
  await start();
  return {
    root: `http://127.0.0.1:${port}`,
    restart: async () => {
      await kill();
      await start();
    },
    [Symbol.asyncDispose]: kill,
  };
}

const endPauses = `
  update event_dispatches set due_at = now() where (endpoint_id, position) in (
    select endpoint_id, position from event_dispatches
      where state = 'pending' and due_at > now() + interval '3 seconds' for update skip locked
  );
  update event_endpoints set held_until = null`;

async function readReceived(file: string): Promise<FeedEvent[]> {
  const lines = (await readFile(file, "utf8")).trimEnd().split("\n");
  return lines.map((line) => JSON.parse(line) as FeedEvent);
}

test(
  `a receiver that is killed at random gets every event, and restores their order (seed ${seed})`,
  async () => {
    const folder = await mkdtemp(join(tmpdir(), "webhooks-"));
    const file = join(folder, "received");
    await using stack = new AsyncDisposableStack();
    stack.defer(() => rm(folder, { recursive: true }));
    const environment = stack.use(await startFlowEnvironment());
    const receiver = stack.use(await startReceiver(file));
    const settings = {
      event_endpoints: JSON.stringify({
        storm: { url: `${receiver.root}/billing-events`, secrets: [secret] },
      }),
    };
    const server = await environment.startServer(settings);
    let doomed = await environment.startServer(settings);
    const database = new pg.Client({ connectionString: environment.databaseUrl });
    await database.connect();
    stack.defer(() => database.end());

    const client = createBillingClient({ url: server.url });
    const { paypal } = environment.sandbox;
    let next = 0;
    const buy = async (): Promise<void> => {
      while (next < orders) {
        next += 1;
        const { order_id } = await client.order.create.mutate(orderInput(`storm-${next}`));
        paypal.approve(order_id);
        await client.order.approve.mutate({ order_id });
      }
    };
    const startedAt = performance.now();
    const bought = Promise.all(Array.from({ length: 6 }, buy));
    for (let done = 0; done < kills; done += 1) {
      const share = (orders * (done + random())) / kills;
      await until("more orders are bought", () => next >= share, timeoutMs);
      await sleep(random() * 200);
      await receiver.restart();
      // Its attempts are taken over.
      if (done % 5 === 1) {
        await doomed.kill();
        if (isFullSize) doomed = await environment.startServer(settings);
      }
    }
    await bought;
    const count = async (condition: string): Promise<number> => {
      const { rows } = await database.query<{ n: number }>(
        `select count(*)::int as n ${condition}`,
      );
      return rows[0]?.n ?? 0;
    };
    await until(
      "every order is settled",
      async () => (await count("from orders where state = 'provisioned'")) === orders,
      timeoutMs,
    );
    const boughtAt = performance.now();
    await until(
      "every event is sent",
      async () => {
        // Otherwise the pauses and the leases of the killed server take half a minute and more.
        if (!isFullSize) await database.query(endPauses);
        const sent = await count("from event_dispatches where state = 'sent'");
        await sleep(500);
        return sent === (await count("from order_events"));
      },
      timeoutMs,
    );

    const received = await readReceived(file);
    const { rows: expected } = await database.query<{ id: string; state: string }>(
      `select paypal_order_id || '-' || feed.version as id, to_state as state
       from event_feed as feed join order_events as event using (order_id, version)
         join orders on orders.id = order_id order by feed.position`,
    );
    const inOrder = received.toSorted((one, other) => (one.cursor < other.cursor ? -1 : 1));
    // Each once, although some were sent again.
    expect(inOrder.map(({ id, state }) => ({ id, state }))).toEqual(expected);
    const last = inOrder.at(-1) as FeedEvent;
    const known = await fetch(`${receiver.root}/orders/${last.order_id}`);
    expect(await known.json()).toEqual({ state: "provisioned", version: last.version });
    const forged = await fetch(`${receiver.root}/billing-events`, { method: "POST", body: "{}" });
    expect(forged.status).toBe(401);
    if (isFullSize) {
      const seconds = (from: number, to: number) => ((to - from) / 1000).toFixed(1);
      console.info(
        `${orders} orders, ${kills} kills, seed ${seed}: ${received.length} events, ` +
          `${await count("from event_dispatches where attempts > 1")} in several attempts, ` +
          `${seconds(startedAt, boughtAt)} s of orders, ${seconds(boughtAt, performance.now())} s more until all were sent`,
      );
    }
  },
  timeoutMs * 2,
);
