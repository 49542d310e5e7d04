import { once } from "node:events";
import { connect } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { PayPalSandbox } from "../paypal/paypal-sandbox.ts";
import { type Sandbox, startSandbox } from "../start-sandbox.ts";
import { PayPalCaller } from "../testing/paypal-caller.ts";
import { withFaults } from "./with-faults.ts";

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
beforeEach(() => Promise.all([sandbox.paypal.up(), sandbox.webOrder.up()]));
afterAll(() => sandbox.close());

const list = () => fetch(`${sandbox.webOrder.url}s`, { method: "POST", body: "{}" });

/** A new connection each time: fetch may reuse one that the server has just closed. */
const connecting = (url: string) => {
  const socket = connect(Number(new URL(url).port), "127.0.0.1");
  return once(socket, "connect").then(() => socket.destroy());
};
const refusal = { code: "ECONNREFUSED" };

describe("while web-order is down", () => {
  test("its port refuses connections, and accepts them again afterwards", async () => {
    expect((await list()).status).toBe(200);
    await sandbox.webOrder.down();
    await expect(connecting(sandbox.webOrder.url)).rejects.toMatchObject(refusal);
    await sandbox.webOrder.up();
    expect((await list()).status).toBe(200);
  });

  test("pending calls are reset", async () => {
    sandbox.webOrder.faults.add({ operation: "orders.list", kind: "hang" });
    const before = sandbox.webOrder.requests.length;
    const hanging = list().catch((error: Error) => error);
    await expect.poll(() => sandbox.webOrder.requests.length).toBe(before + 1);
    await sandbox.webOrder.down();
    expect(await hanging).toBeInstanceOf(Error);
  });

  test("it can return 503 instead, and counts the rejected calls", async () => {
    await sandbox.webOrder.down("unavailable");
    expect((await list()).status).toBe(503);
    expect(sandbox.webOrder.faults.stats().byKind["outage"]).toBe(1);
    expect(sandbox.webOrder.rows).toEqual([]);
  });

  test("down and up are idempotent", async () => {
    await sandbox.webOrder.down();
    await sandbox.webOrder.down();
    await sandbox.webOrder.up();
    await sandbox.webOrder.up();
    expect((await list()).status).toBe(200);
  });
});

test("is available again after overlapping outages of both kinds", async () => {
  await sandbox.webOrder.down("refused");
  await sandbox.webOrder.down("unavailable");
  await sandbox.webOrder.up();
  await sandbox.webOrder.up();
  expect((await list()).status).toBe(200);
});

describe("while PayPal is down", () => {
  test("API and approval page return 503 or refuse connections", async () => {
    const caller = new PayPalCaller(sandbox.paypal);
    const page = () => fetch(`${sandbox.paypal.url}/checkoutnow?token=X`);
    await sandbox.paypal.down("unavailable");
    expect([(await caller.login()).status, (await page()).status]).toEqual([503, 503]);
    await sandbox.paypal.up();
    expect((await page()).status).toBe(404);
    await sandbox.paypal.down();
    await expect(connecting(sandbox.paypal.url)).rejects.toMatchObject(refusal);
  });
});

test("without a port of its own an outage resets the connection", async () => {
  const paypal = new PayPalSandbox({ url: "http://paypal.example" });
  await paypal.down();
  const call = withFaults(paypal, "token", () => new Response("sound"));
  const response = await call({ request: new Request("http://paypal.example/") });
  expect(response.type).toBe("error");
});

test("a sandbox that was closed during an outage stays closed", async () => {
  const other = await startSandbox();
  await other.paypal.down();
  await other.close();
  await other.paypal.up();
  await expect(fetch(other.paypal.url)).rejects.toThrow();
});
