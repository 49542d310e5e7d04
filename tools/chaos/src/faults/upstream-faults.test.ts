import { PayPalSandbox, seededRandom, WebOrderSandbox } from "@onekonsole/billing-sandbox";
import { expect, test } from "vitest";
import { startUpstreamFaults, stopUpstreamFaults } from "./upstream-faults.ts";

const draws = 20_000;

function setUp() {
  const paypal = new PayPalSandbox({ url: "http://paypal.example" });
  const webOrder = new WebOrderSandbox({ url: "http://web-order.example/order" });
  const random = seededRandom(1);
  startUpstreamFaults({ paypal, webOrder }, random);
  return { paypal, webOrder, random };
}

const share = (draw: () => unknown): number =>
  Array.from({ length: draws }, draw).filter((drawn) => drawn !== undefined).length / draws;

const commonKinds = [
  "delay",
  "empty",
  "hang",
  "html_502",
  "malformed_json",
  "reset",
  "slow_drip",
  "status_429",
  "status_500",
  "status_503",
];

test("one PayPal request in eleven fails, in each way, before and after its effect", () => {
  const { faults } = setUp().paypal;
  expect(share(() => faults.take("orders.capture"))).toBeCloseTo(0.09, 2);
  const { byKind, byMoment } = faults.stats();
  expect(Object.keys(byKind).toSorted()).toEqual([...commonKinds, "status_401"].toSorted());
  expect(Math.min(byMoment.before, byMoment.after)).toBeGreaterThan(draws * 0.02);
});

test("one web-order request in twenty fails, in each way, before and after its effect", () => {
  const { faults } = setUp().webOrder;
  expect(share(() => faults.take("order.create"))).toBeCloseTo(0.05, 2);
  const { byKind, byMoment } = faults.stats();
  expect(Object.keys(byKind).toSorted()).toEqual(commonKinds.toSorted());
  expect(Math.min(byMoment.before, byMoment.after)).toBeGreaterThan(draws * 0.01);
});

test("webhooks are dropped, duplicated and reordered", () => {
  const { deliveryFaults } = setUp().paypal.webhooks;
  const plans = Array.from({ length: draws }, () => deliveryFaults.plan());
  const plannedShare = (deliveries: number) =>
    plans.filter(({ length }) => length === deliveries).length / draws;
  expect(plannedShare(0)).toBeCloseTo(0.15, 1);
  expect(plannedShare(2)).toBeCloseTo(0.85 * 0.2, 1);
  const delays = plans.flatMap(([first = 0]) => first);
  expect(Math.max(...delays)).toBeGreaterThan(1_000);
});

test("stopping ends every fault and resumes the webhooks", () => {
  const { paypal, webOrder, random } = setUp();
  paypal.webhooks.pause();
  webOrder.faults.add({ operation: "order.create", kind: { status: 503 } });
  stopUpstreamFaults({ paypal, webOrder }, random);
  expect(share(() => paypal.faults.take("orders.get"))).toBe(0);
  expect(share(() => webOrder.faults.take("order.create"))).toBe(0);
  expect(paypal.webhooks.deliveryFaults.plan()).toEqual([0]);
  paypal.webhooks.subscribe({ url: "http://127.0.0.1:1" });
  paypal.payElsewhere({ currency_code: "EUR", value: "1" }, "one");
  expect(paypal.webhooks.pausedCount).toBe(0);
  return paypal.webhooks.close();
});
