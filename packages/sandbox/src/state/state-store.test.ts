import {
  appendFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createSandboxClient } from "../control/client.ts";
import { type Sandbox, startSandbox } from "../start-sandbox.ts";
import { PayPalCaller } from "../testing/paypal-caller.ts";
import { act, actionNames } from "../testing/random-actions.ts";
import { WebhookReceiver } from "../testing/webhook-receiver.ts";
import { readStateFile } from "./read-state-file.ts";
import { sandboxParts } from "./sandbox-state.ts";

let dataDir: string;
let file: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "sandbox-state-"));
  file = join(dataDir, "sandbox.jsonl");
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

/** What a new process would read now. */
const stored = (sandbox: Sandbox) => readStateFile(file, sandboxParts(sandbox));

test("every response follows the storage of its effects", async () => {
  await using sandbox = await startSandbox({ dataDir });
  sandbox.paypal.webhooks.pause();
  const actions = fc.array(fc.tuple(fc.constantFrom(...actionNames), fc.nat()), {
    minLength: 20,
    maxLength: 40,
  });
  await fc.assert(
    fc.asyncProperty(actions, async (played) => {
      for (const [name, n] of played) {
        await act(sandbox, name, n);
        expect(stored(sandbox)).toEqual(sandbox.exportState());
      }
    }),
    { numRuns: 6 },
  );
});

describe("a sandbox with a data folder", () => {
  test("continues where an earlier one stopped, on other ports", async () => {
    const earlier = await startSandbox({ dataDir });
    await act(earlier, "create", 0);
    await act(earlier, "captureInBrowser", 0);
    await act(earlier, "advance", 90);
    const before = earlier.exportState();
    await earlier.close();
    await using later = await startSandbox({ dataDir });
    const after = later.exportState();
    expect(after).toEqual({ ...before, paypal: { ...before.paypal, url: later.paypal.url } });
    expect(Object.keys(after.paypal.orders)).toHaveLength(1);
    expect(after.paypal.clockOffsetMs).toBe(90 * 60_000);
  });

  test("retries the deliveries that the earlier one could not make", async () => {
    await using receiver = await new WebhookReceiver().listen();
    receiver.status = () => 500;
    const earlier = await startSandbox({ dataDir });
    earlier.paypal.webhooks.subscribe({ url: receiver.url });
    await act(earlier, "create", 0);
    await act(earlier, "approve", 0);
    await expect.poll(() => receiver.received.length).toBeGreaterThan(0);
    await earlier.close();
    receiver.status = () => 204;
    receiver.received.length = 0;
    await using later = await startSandbox({ dataDir });
    await later.paypal.webhooks.idle();
    expect(receiver.types).toEqual(["CHECKOUT.ORDER.APPROVED"]);
    await expect.poll(() => stored(later)?.paypal.webhooks.pending).toEqual({});
  });

  test("stores an event before it is sent, and a change that no request made", async () => {
    await using receiver = await new WebhookReceiver().listen();
    await using sandbox = await startSandbox({ dataDir });
    receiver.status = ({ event }) =>
      stored(sandbox)?.paypal.webhooks.events[event.id] ? 204 : 500;
    sandbox.paypal.webhooks.subscribe({ url: receiver.url });
    const { id } = sandbox.paypal.payElsewhere({ currency_code: "EUR", value: "31.00" }, "mine");
    await sandbox.paypal.webhooks.idle();
    expect(sandbox.paypal.webhooks.deliveries.map(({ outcome }) => outcome)).toEqual([
      { status: 204 },
      { status: 204 },
      { status: 204 },
    ]);
    expect(stored(sandbox)?.paypal.orders[id]?.status).toBe("COMPLETED");
  });

  test("stores the expiries that a moved clock causes", async () => {
    await using sandbox = await startSandbox({ dataDir });
    await act(sandbox, "create", 0);
    await act(sandbox, "approve", 0);
    await createSandboxClient(sandbox.controlUrl).clock.advance({ hours: 3 });
    const [order] = Object.values(stored(sandbox)?.paypal.orders ?? {});
    expect(order?.approvalReversed).toBe(true);
  });

  test("writes what has changed, and nothing for a read", async () => {
    await using sandbox = await startSandbox({ dataDir });
    const { paypal } = sandbox;
    for (let count = 0; count < 500; count += 1)
      paypal.payElsewhere({ currency_code: "EUR", value: "31.00" }, "mine");
    const caller = new PayPalCaller(paypal);
    await caller.login();
    const { body } = await caller.create();
    const before = statSync(file).size;
    await caller.order(body.id);
    await createSandboxClient(sandbox.controlUrl).orders.list();
    expect(statSync(file).size).toBe(before);
    await caller.create();
    expect(statSync(file).size - before).toBeLessThan(2_000);
  });

  test("writes the file anew when it has grown", async () => {
    await using sandbox = await startSandbox({ dataDir });
    const caller = new PayPalCaller(sandbox.paypal);
    await caller.login();
    const { body } = await caller.create({}, undefined);
    const order = sandbox.paypal.orders.peek(body.id);
    let largest = 0;
    for (let count = 0; count < 60; count += 1) {
      if (order) order.brandName = String(count).padEnd(100_000);
      await caller.order(body.id);
      largest = Math.max(largest, statSync(file).size);
    }
    expect(largest).toBeLessThan(4_500_000);
    expect(stored(sandbox)).toEqual(sandbox.exportState());
    expect(readdirSync(dataDir).toSorted()).toEqual(["sandbox.jsonl", "sandbox.pid"]);
  });

  test("belongs to one sandbox at a time", async () => {
    await using first = await startSandbox({ dataDir });
    await expect(startSandbox({ dataDir })).rejects.toThrow(
      `Process ${process.pid} keeps its sandbox in ${dataDir}.`,
    );
    await first.close();
    writeFileSync(join(dataDir, "sandbox.pid"), String(process.ppid));
    await expect(startSandbox({ dataDir })).rejects.toThrow(`Process ${process.ppid} keeps`);
    writeFileSync(join(dataDir, "sandbox.pid"), String(2 ** 22 + 1));
    await (await startSandbox({ dataDir })).close();
  });
});

describe("a state file", () => {
  beforeEach(async () => (await startSandbox({ dataDir })).close());

  test("is readable for its owner only, since it has private keys", () => {
    expect(statSync(file).mode & 0o077).toBe(0);
  });

  test("may end within a line", async () => {
    appendFileSync(file, '["paypal.clockOffsetMs",null,36');
    await using sandbox = await startSandbox({ dataDir });
    expect(sandbox.paypal.clock.offset).toBe(0);
    await act(sandbox, "advance", 5);
    expect(stored(sandbox)?.paypal.clockOffsetMs).toBe(300_000);
  });

  test.each([
    ["a line that is not JSON", (text: string) => `${text}["paypal.orders",\n`, /line \d+ is not/],
    ["no header", () => "[]\n", /first line/],
    [
      "a value that is not valid",
      (text: string) => `${text}["paypal.clockOffsetMs",null,"soon"]\n`,
      /paypal\.clockOffsetMs: /,
    ],
    [
      "another version",
      (text: string) => text.replace('"version":1', '"version":0'),
      /has the version 0, and this sandbox reads 1 only/,
    ],
  ])("with %s is named, and left as it is", async (_, damage, message) => {
    const text = damage(readFileSync(file, "utf8"));
    writeFileSync(file, text);
    await expect(startSandbox({ dataDir })).rejects.toThrow(message);
    await expect(startSandbox({ dataDir })).rejects.toThrow(`${file} `);
    expect(readFileSync(file, "utf8")).toBe(text);
  });
});
