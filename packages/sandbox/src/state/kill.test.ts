import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createSandboxClient, type SandboxClient } from "../control/client.ts";
import { seededRandom } from "../seeded-random.ts";
import { PayPalCaller } from "../testing/paypal-caller.ts";
import { orderBody, post } from "../testing/web-order-caller.ts";

interface Running {
  readonly child: ChildProcess;
  readonly paypal: PayPalCaller;
  readonly control: SandboxClient;
  readonly webOrderUrl: string;
}

let dataDir: string;
let running: Running;
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "sandbox-kill-"));
  running = await start();
});
afterEach(() => {
  running.child.kill("SIGKILL");
  rmSync(dataDir, { recursive: true, force: true });
});

/** A sandbox in a process of its own. */
async function start(): Promise<Running> {
  const bin = join(import.meta.dirname, "..", "bin.ts");
  const child = spawn(process.execPath, [bin, "--port", "0", "--data-dir", dataDir], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const urls: string[] = [];
  for await (const line of createInterface(child.stdout)) {
    urls.push(/http:\S+/.exec(line)?.[0] ?? "");
    if (urls.length === 4) break;
  }
  const [url = "", webOrderUrl = "", , controlUrl = ""] = urls;
  const credentials = { clientId: "sandbox-client", clientSecret: "sandbox-secret" };
  return {
    child,
    paypal: new PayPalCaller({ url, ...credentials }),
    control: createSandboxClient(new URL(controlUrl).origin),
    webOrderUrl,
  };
}

/** What responses have reported. */
class Told {
  token = "";
  readonly orders = new Map<string, "CREATED" | "APPROVED" | "COMPLETED">();
  readonly captures = new Set<string>();
  readonly refunds = new Set<string>();
  readonly rows: object[] = [];
  clockOffset = 0;
}

/** One purchase, until the sandbox is killed. */
async function purchase({ paypal, control, webOrderUrl }: Running, told: Told): Promise<void> {
  const { body } = await paypal.create();
  told.orders.set(body.id, "CREATED");
  await control.orders.approve({ id: body.id });
  told.orders.set(body.id, "APPROVED");
  const captured = await paypal.capture(body.id);
  told.orders.set(body.id, "COMPLETED");
  const [{ id: captureId }] = captured.body.purchase_units[0].payments.captures;
  told.captures.add(captureId);
  const refunded = await paypal.post(`/v2/payments/captures/${captureId}/refund`, {
    amount: { currency_code: "USD", value: "1.00" },
  });
  told.refunds.add(refunded.body.id);
  told.rows.push((await post(webOrderUrl, orderBody({ paypal_id: body.id }))).body);
  told.clockOffset = (await control.clock.advance({ seconds: 1 })).offset_ms;
}

/** Purchases beside each other until the process is killed after this many orders at web-order. */
async function playUntilKilled(told: Told, purchases: number): Promise<void> {
  const exit = once(running.child, "exit");
  const buyers = Array.from({ length: 4 }, async () => {
    for (;;) {
      await purchase(running, told);
      if (told.rows.length >= purchases) running.child.kill("SIGKILL");
    }
  });
  await Promise.allSettled(buyers);
  await exit;
}

test("a killed sandbox has stored everything that a response reported", async () => {
  const told = new Told();
  const random = seededRandom(11);
  for (let kill = 1; kill <= 3; kill += 1) {
    told.token ||= (await running.paypal.login()).body.access_token;
    running.paypal.token = told.token;
    await playUntilKilled(told, told.rows.length + 1 + Math.floor(random() * 12));
    running = await start();
    running.paypal.token = told.token;
    await expectStored(told);
  }
  expect(told.refunds.size).toBeGreaterThan(3);
});

async function expectStored(told: Told): Promise<void> {
  const { paypal, control } = running;
  const { orders } = await control.orders.list({ limit: 1_000 });
  const found = new Map(orders.map((order) => [order.id, order]));
  const steps = ["CREATED", "APPROVED", "COMPLETED"];
  for (const [id, status] of told.orders)
    expect(steps.indexOf(found.get(id)?.status ?? "")).toBeGreaterThanOrEqual(
      steps.indexOf(status),
    );
  for (const id of told.captures)
    expect((await paypal.get(`/v2/payments/captures/${id}`)).status).toBe(200);
  for (const id of told.refunds)
    expect((await paypal.get(`/v2/payments/refunds/${id}`)).status).toBe(200);
  expect((await control.webOrder.rows()).rows).toEqual(expect.arrayContaining(told.rows));
  expect((await control.clock.show()).offset_ms).toBeGreaterThanOrEqual(told.clockOffset);
}
