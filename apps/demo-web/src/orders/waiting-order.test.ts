import { expect, test } from "vitest";
import { textsIn } from "../testing/texts.fixture.ts";
import { sampleListed } from "./listed-order.fixture.ts";
import { findWaiting } from "./waiting-order.ts";

const texts = textsIn.en.orders;

test("finds the newest order that is not settled", () => {
  const orders = [
    sampleListed({ order_id: "A", state: "provisioned" }),
    sampleListed({ order_id: "B", state: "captured" }),
    sampleListed({ order_id: "C", state: "awaiting_approval" }),
  ];
  expect(findWaiting(orders, texts)).toMatchObject({
    order: { order_id: "B" },
    link: "Show this order",
  });
  expect(findWaiting(orders.slice(2), texts)).toMatchObject({
    order: { order_id: "C" },
    text: "Your order of blue-lake waits for its payment.",
    link: "Continue this order",
  });
});

test("finds nothing among settled orders", () => {
  expect(findWaiting([sampleListed({ state: "expired" })], texts)).toBeNull();
  expect(findWaiting([], texts)).toBeNull();
});
