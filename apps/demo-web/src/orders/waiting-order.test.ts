import { expect, test } from "vitest";
import { textsIn } from "../testing/texts.fixture.ts";
import { sampleListed } from "./listed-order.fixture.ts";
import { describeWaiting } from "./waiting-order.ts";

test("an order in progress is to be continued while it waits for its payment", () => {
  const described = (state: "awaiting_approval" | "captured") =>
    describeWaiting(sampleListed({ state }), textsIn.en.orders);
  expect(described("awaiting_approval")).toEqual({
    text: "Your order of blue-lake waits for its payment.",
    link: "Continue this order",
  });
  expect(described("captured").link).toBe("Show this order");
});
