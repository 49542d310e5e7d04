import { PayPalSandbox, type Sandbox, WebOrderSandbox } from "@onekonsole/billing-sandbox";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Replica } from "../service/replica.ts";
import { killReplica, possibleFaults } from "./scheduled-faults.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const replica = () => ({
  kill: vi.fn<Replica["kill"]>(() => Promise.resolve()),
  restart: vi.fn<Replica["restart"]>(() => Promise.resolve()),
  freeze: vi.fn<Replica["freeze"]>(() => Promise.resolve()),
});

function setUp(random: () => number) {
  const paypal = new PayPalSandbox({ url: "http://paypal.example" });
  const webOrder = new WebOrderSandbox({ url: "http://web-order.example/order" });
  const replicas = [replica(), replica()] as const;
  const faults = possibleFaults({
    sandbox: { paypal, webOrder } as unknown as Sandbox,
    replicas: replicas as unknown as readonly Replica[],
    random,
  });
  const run = (name: string) => {
    const fault = faults.find((it) => it.name === name);
    if (!fault) throw new Error(`There is no fault ${name}.`);
    return fault.run();
  };
  return { paypal, webOrder, replicas, faults, run };
}

type Upstreams = Pick<ReturnType<typeof setUp>, "paypal" | "webOrder">;

const holdsWebhooks = ({ paypal }: Upstreams): boolean => {
  paypal.webhooks.subscribe({ url: "http://billing.example" });
  paypal.payElsewhere({ currency_code: "EUR", value: "1" }, "one");
  return paypal.webhooks.pausedCount > 0;
};

const faultStates: [
  name: string,
  random: number,
  during: unknown,
  read: (it: Upstreams) => unknown,
][] = [
  ["web-order down", 0.1, "refused", ({ webOrder }) => webOrder.outage.kind],
  ["web-order down", 0.9, "unavailable", ({ webOrder }) => webOrder.outage.kind],
  ["PayPal down", 0.1, "refused", ({ paypal }) => paypal.outage.kind],
  ["PayPal down", 0.9, "unavailable", ({ paypal }) => paypal.outage.kind],
  ["web-order cannot reach PayPal", 0.1, "down", ({ webOrder }) => webOrder.paypalLink],
  [
    "web-order cannot reach PayPal",
    0.9,
    "other_environment",
    ({ webOrder }) => webOrder.paypalLink,
  ],
  ["provisioning down", 0.5, false, ({ webOrder }) => webOrder.isProvisionerReachable],
  ["webhooks held back", 0.5, true, holdsWebhooks],
];

test.each(faultStates)("%s, drawn with %s, is in effect until it is over", async (...row) => {
  const [name, random, during, read] = row;
  const upstreams = setUp(() => random);
  const before = read(upstreams);
  const running = upstreams.run(name);
  await vi.advanceTimersByTimeAsync(400);
  expect(read(upstreams)).toBe(during);
  await vi.advanceTimersByTimeAsync(10_000);
  await running;
  expect(before).not.toBe(during);
  expect(read(upstreams)).toBe(before);
});

test.each([
  [0, 1],
  [0.5, 2],
  [0.99, 3],
])("a web-order rollout, drawn with %s, fails %s creations", async (random, times) => {
  const { webOrder, run } = setUp(() => random);
  await run("web-order rollout");
  expect(webOrder.faults.take("order.get")).toBeUndefined();
  const taken = Array.from({ length: 4 }, () => webOrder.faults.take("order.create")?.kind);
  expect(taken.filter((kind) => kind !== undefined)).toEqual(
    Array.from({ length: times }, () => ({ status: 503 })),
  );
});

test("revoking tokens ends those that were issued", async () => {
  const { paypal, run } = setUp(() => 0);
  const revoke = vi.spyOn(paypal, "revokeTokens");
  await run("tokens revoked");
  expect(revoke).toHaveBeenCalledOnce();
});

test("faults of a process reach every replica, for the drawn time", async () => {
  for (const [random, index] of [
    [0, 0],
    [0.5, 1],
  ] as const) {
    const { replicas, run } = setUp(() => random);
    for (const name of [killReplica, "SIGTERM", "frozen replica"]) await run(name);
    expect(replicas[index].kill.mock.calls).toEqual([[random * 2_000]]);
    expect(replicas[index].restart).toHaveBeenCalledOnce();
    expect(replicas[index].freeze.mock.calls).toEqual([[2_000 + random * 14_000]]);
    expect(replicas[1 - index]?.kill).not.toHaveBeenCalled();
  }
});

test("every fault can be drawn, and a kill most often", () => {
  const { faults } = setUp(() => 0);
  expect(faults.filter(({ weight }) => weight <= 0)).toEqual([]);
  expect(faults.toSorted((a, b) => b.weight - a.weight)[0]?.name).toBe(killReplica);
  expect(new Set(faults.map(({ name }) => name)).size).toBe(10);
});
