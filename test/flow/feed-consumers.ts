// Consumers of the event feed, which are killed while orders are bought and paid.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createBillingClient } from "@onekonsole/billing-client";
import { orderInput } from "@onekonsole/billing-testkit/console-call";
import { until } from "@onekonsole/billing-testkit/until";
import pg from "pg";
import type { OperatorSession } from "./operator-session.ts";

const example = join(import.meta.dirname, "..", "..", "examples", "follow-events.ts");

type States = Readonly<Record<string, string>>;

/** How many orders, how often a consumer is killed meanwhile, and the seed of when. */
export interface FeedRun {
  readonly orders: number;
  readonly kills: number;
  readonly seed: number;
}

/**
 * Runs two consumers, one of which is killed and started again, and compares what they know with the table of
 * orders. Rejects unless both get there.
 */
export async function followWhileKilled(
  session: OperatorSession,
  { orders, kills, seed }: FeedRun,
): Promise<{ readonly table: States; readonly killed: States; readonly calm: States }> {
  await using stack = new AsyncDisposableStack();
  const folder = mkdtempSync(join(tmpdir(), "event-feed-"));
  stack.defer(() => rmSync(folder, { recursive: true }));
  const { databaseUrl } = session.environment;
  const pool = stack.adopt(new pg.Pool({ connectionString: databaseUrl, max: 1 }), (it) =>
    it.end(),
  );
  const [killed, calm] = ["killed", "calm"].map((name) => {
    const consumer = startConsumer(session, join(folder, `${name}.json`));
    stack.defer(() => consumer.stop());
    return consumer;
  }) as [Consumer, Consumer];

  const random = randomNumbers(seed);
  let bought = 0;
  const buyInTurn = async () => {
    while (bought < orders) await buy(session, (bought += 1));
  };
  const buying = Promise.all(Array.from({ length: 8 }, buyInTurn));
  for (let kill = 1; kill <= kills; kill += 1) {
    // Spread over the orders, then at a random moment: during the start, a page, or the wait for one.
    await until("more orders", () => bought >= Math.floor((orders * kill) / (kills + 1)));
    await sleep(random() * 600);
    await killed.kill();
  }
  await buying;
  const table = await until("every paid order is delivered", () => readTable(pool));
  const same = (states: States) => isSame(states, table);
  await until("both consumers know the table", () => same(killed.states()) && same(calm.states()));
  return { table, killed: killed.states(), calm: calm.states() };
}

const isSame = (one: States, other: States): boolean =>
  Object.keys(one).length === Object.keys(other).length &&
  Object.entries(one).every(([id, state]) => other[id] === state);

/** Numbers from 0 to 1 that the seed determines: a linear congruential generator, with Knuth's factors. */
function randomNumbers(from: number): () => number {
  let state = BigInt(from);
  return () => {
    state = (state * 6_364_136_223_846_793_005n + 1_442_695_040_888_963_407n) % 2n ** 64n;
    return Number(state >> 32n) / 2 ** 32;
  };
}

interface Consumer {
  readonly states: () => States;
  /** Ends the process with SIGKILL, and starts the next one. */
  readonly kill: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

function startConsumer({ server, environment }: OperatorSession, file: string): Consumer {
  const start = (): ChildProcess =>
    spawn(process.execPath, [example, file], {
      stdio: ["ignore", "ignore", "inherit"],
      env: {
        PATH: process.env["PATH"],
        billing_url: server.url,
        token_url: `${environment.sandbox.issuer.url}/token`,
      },
    });
  let child = start();
  const stop = async () => {
    if (child.exitCode !== null) throw new Error("The consumer has ended by itself.");
    const exited = once(child, "exit");
    child.kill("SIGKILL");
    await exited;
  };
  return {
    states: () => readStates(file),
    kill: async () => {
      await stop();
      child = start();
    },
    stop,
  };
}

/** The states in the consumer's file; none before its first page. */
function readStates(file: string): States {
  try {
    const { orders } = JSON.parse(readFileSync(file, "utf8")) as {
      orders: Record<string, { state: string }>;
    };
    return Object.fromEntries(Object.entries(orders).map(([id, { state }]) => [id, state]));
  } catch {
    return {};
  }
}

/** Creates an order as a user, and pays four of five. */
async function buy({ server, environment }: OperatorSession, number: number): Promise<void> {
  const { issuer, paypal } = environment.sandbox;
  const input = orderInput(`feed-${number}`);
  const billing = createBillingClient({
    url: server.url,
    token: () => issuer.tokenFor(input.order_details.user_id),
    retryForMs: 60_000,
  });
  const { order_id: id } = await billing.order.create.mutate(input);
  if (number % 5 === 0) return;
  paypal.approve(id);
  await billing.order.approve.mutate({ order_id: id });
}

/** The states in the table; `null` while any of them is about to change. */
async function readTable(pool: pg.Pool): Promise<States | null> {
  const { rows } = await pool.query<{ id: string; state: string }>(
    "select paypal_order_id as id, state from orders",
  );
  const isMoving = rows.some(({ state }) => state === "approved" || state === "captured");
  return isMoving ? null : Object.fromEntries(rows.map(({ id, state }) => [id, state]));
}
