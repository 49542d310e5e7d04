import { expect, test } from "vitest";
import { renderHtml, renderTexts } from "../testing/render.fixture.tsx";
import { sampleListed } from "./listed-order.fixture.ts";
import { OrderLine } from "./order-line.tsx";

test("shows the cluster, the money and its state, with a link to the order", () => {
  const order = sampleListed({
    state: "refunded",
    payment_summary: "Partly refunded",
    refunded_amount: { currency_code: "EUR", value: "12.50" },
  });
  const text = renderTexts(<OrderLine order={order} />).join(" ");
  expect(text).toMatch(/^blue-lake .*Payment refunded €30\.00 €12\.50 +refunded Partly refunded$/);
  expect(renderHtml(<OrderLine order={order} />)).toContain('href="/order?id=5O190127TN364715T"');
});

test("says nothing of a refund without one", () => {
  expect(renderTexts(<OrderLine order={sampleListed()} />).join(" ")).not.toMatch(/refund/i);
});
