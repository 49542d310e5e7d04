import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { until } from "@onekonsole/billing-testkit/until";
import { afterAll, beforeAll, expect, test } from "vitest";
import { followWhileKilled } from "./feed-consumers.ts";
import { type OperatorSession, startOperatorSession } from "./operator-session.ts";

const folder = join(import.meta.dirname, "..", "..", "examples");

let session: OperatorSession;
beforeAll(async () => {
  session = await startOperatorSession();
});
afterAll(() => session.environment[Symbol.asyncDispose]());

/** Runs an example as a reader does: on the built packages. */
function run(program: string, ...args: string[]) {
  const interpreter = program.endsWith(".sh") ? "sh" : process.execPath;
  const child = spawn(interpreter, [join(folder, program), ...args], {
    stdio: ["ignore", "pipe", "inherit"],
    env: {
      PATH: process.env["PATH"],
      port: "0",
      pause: "0.2",
      billing_url: session.server.url,
      token_url: `${session.environment.sandbox.issuer.url}/token`,
    },
  });
  const lines: string[] = [];
  createInterface(child.stdout).on("line", (line) => lines.push(line));
  const line = (pattern: RegExp) =>
    until(`${program} prints ${pattern.source}`, () =>
      lines.map((text) => pattern.exec(text)?.[1]).find(Boolean),
    );
  return { lines, line, exit: exitCode(child), [Symbol.asyncDispose]: () => end(child) };
}

const exitCode = async (child: ChildProcess): Promise<unknown> => (await once(child, "exit"))[0];

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || !child.kill()) return;
  await once(child, "exit");
}

const orderIn = (approveUrl: string | undefined) =>
  new URL(approveUrl ?? "").searchParams.get("token") ?? "";

test("a service orders a cluster, and reacts to what becomes of it", async () => {
  const { issuer, paypal } = session.environment.sandbox;
  await using service = run("order-cluster.ts", issuer.users[0].id, "examined");
  paypal.approve(orderIn(await service.line(/^Pay at (.+)/)));
  expect(await service.exit).toBe(0);
  expect(service.lines.at(-1)).toBe("examined is being set up.");
  expect(service.lines).toContain("provisioned");
});

const hasCurl = spawnSync("curl", ["--version"]).status === 0;

test.skipIf(!hasCurl)("curl orders a cluster over the REST routes", async () => {
  const { issuer, paypal } = session.environment.sandbox;
  await using shell = run("buy-with-curl.sh", issuer.users[0].id, "from-a-shell");
  const orderId = (await shell.line(/^order (.+)/)) ?? "";
  paypal.approve(orderId);
  expect(await shell.exit).toBe(0);
  const [orders = "", receipts = ""] = shell.lines.slice(-2);
  expect(JSON.parse(orders)).toMatchObject({ orders: [{ order_id: orderId }] });
  expect(JSON.parse(receipts)).toHaveProperty("documents");
});

// At full size: feed_orders=2000 feed_kills=50 npx vitest run --reporter=verbose test/flow/examples.test.ts -t feed
const size = {
  orders: Number(process.env["feed_orders"] ?? 20),
  kills: Number(process.env["feed_kills"] ?? 3),
  seed: Number(process.env["feed_seed"] ?? Math.floor(Math.random() * 2 ** 31)),
};

test(
  "two consumers of the event feed end with the table's states, although one is killed",
  { timeout: 90_000 + size.orders * 600 },
  async () => {
    process.stdout.write(`event feed: feed_seed=${size.seed}\n`);
    const { table, killed, calm } = await followWhileKilled(session, size);
    expect(Object.keys(table).length).toBeGreaterThanOrEqual(size.orders);
    expect([killed, calm]).toEqual([table, table]);
  },
);

test("a back end passes its users' tokens on, and the service's errors back", async () => {
  const { issuer, paypal } = session.environment.sandbox;
  const [owner, other] = [issuer.users[0].id, issuer.users[1]?.id ?? ""];
  await using backEnd = run("hono-back-end.ts");
  const root = `http://127.0.0.1:${await backEnd.line(/^listening on (\d+)/)}`;
  const send = async (path: string, userId: string | undefined, body?: object) => {
    const token = userId && (await issuer.tokenFor(userId));
    const response = await fetch(root + path, {
      headers: token ? { authorization: `Bearer ${token}` } : {},
      ...(body ? { method: "POST", body: JSON.stringify(body) } : {}),
    });
    return { status: response.status, body: (await response.json()) as Record<string, string> };
  };

  const created = await send("/clusters", owner, { user_id: owner, name: "from-hono" });
  expect(created.status).toBe(201);
  const orderId = orderIn(created.body["pay_at"]);
  paypal.approve(orderId);
  await session.reaches(orderId, "provisioned");
  const paid = { status: 200, body: { state: "provisioned", payment: "Paid" } };
  expect(await send(`/clusters/${orderId}`, owner)).toMatchObject(paid);

  const unknown = { status: 404, body: { code: "order_not_found", action: "stop" } };
  expect(await send(`/clusters/${orderId}`, other)).toMatchObject(unknown);
  expect((await send(`/clusters/${orderId}`, undefined)).status).toBe(401);
  const foreign = await send("/clusters", owner, { user_id: other, name: "foreign" });
  expect(foreign).toMatchObject({ status: 403, body: { code: "forbidden" } });
});
