import { afterAll, beforeAll, expect, test } from "vitest";
import { type Scene, startScene } from "./scene.ts";

let scene: Scene;
beforeAll(async () => {
  scene = await startScene();
});
afterAll(() => scene[Symbol.asyncDispose]());

test("web-order answers 500 after it wrote its row: one cluster", async () => {
  const { paypal, webOrder } = scene.sandbox;
  webOrder.faults.add({ operation: "order.create", kind: { status: 500 }, when: "after" });
  const orderId = await scene.create("kept-its-row");
  paypal.captureInBrowser(orderId);
  await scene.reaches(orderId, "provisioned");
  const [row, ...others] = webOrder.rowsOf(orderId);
  expect(others).toEqual([]);
  expect((await scene.order(orderId)).web_order_id).toBe(row?.id);
});

test("web-order answers 500 without a row: the order is sent again, one cluster", async () => {
  const { paypal, webOrder } = scene.sandbox;
  webOrder.faults.add({ operation: "order.create", kind: { status: 500 }, when: "before" });
  const orderId = await scene.create("sent-again");
  paypal.captureInBrowser(orderId);
  await scene.reaches(orderId, "provisioned");
  expect(webOrder.rowsOf(orderId)).toHaveLength(1);
});

test("a name web-order refuses is refunded, with a reason the customer can read", async () => {
  const { paypal, webOrder } = scene.sandbox;
  webOrder.refuse("not-this-name");
  const orderId = await scene.create("not-this-name");
  paypal.captureInBrowser(orderId);
  await scene.reaches(orderId, "refunded");
  const { problem, history } = await scene.order(orderId);
  expect(problem).toMatch(/cluster could not be ordered/);
  expect(history.at(-1)?.text).toMatch(/refunded/);
  expect(paypal.refundedTotal(orderId)).toBe("31.00");
});
