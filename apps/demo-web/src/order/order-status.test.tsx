import { orderStateMeaning, orderStates } from "@onekonsole/billing-contract";
import type { ComponentProps } from "react";
import { describe, expect, test } from "vitest";
import { renderHtml, renderTexts } from "../testing/render.fixture.tsx";
import { en } from "../texts/en.ts";
import { OrderStatus } from "./order-status.tsx";
import { stateTitle } from "./state-titles.ts";

type Props = ComponentProps<typeof OrderStatus>;

const props = (changes: Partial<Props> = {}): Props => ({
  state: "awaiting_approval",
  payment: undefined,
  steps: [],
  isChecking: false,
  action: "none",
  approveUrl: undefined,
  firstOrderId: undefined,
  ...changes,
});
const texts = (changes: Partial<Props>) => renderTexts(<OrderStatus {...props(changes)} />);
const links = (changes: Partial<Props>) =>
  [...renderHtml(<OrderStatus {...props(changes)} />).matchAll(/<a [^>]*href="([^"]*)"/g)].map(
    ([, href]) => href,
  );

describe("the status of an order", () => {
  const refunds = ["refunding", "refunded", "closed"] as const;

  test.each(orderStates.filter((state) => !refunds.some((it) => it === state)))(
    "shows the text of %s, and until the order is read its payment status",
    (state) => {
      const { payment, text } = orderStateMeaning[state];
      expect(texts({ state })).toEqual(expect.arrayContaining([payment, text]));
      const chip = `chip chip-${payment.toLowerCase()}`;
      expect(renderHtml(<OrderStatus {...props({ state })} />)).toContain(chip);
    },
  );

  test.each(refunds)("shows the title and the text of %s, which is no failure", (state) => {
    const shown = texts({ state });
    const title = stateTitle({ state, visit: 1 }, en.states);
    expect(shown).toEqual(expect.arrayContaining([title, orderStateMeaning[state].text]));
    expect(shown).not.toContain("Failed");
  });

  test("shows no state before the order is loaded", () => {
    expect(texts({ state: undefined })).toEqual(["Status"]);
  });

  test("shows that PayPal is queried instead of the state's text", () => {
    const shown = texts({ isChecking: true });
    expect(shown).not.toContain(orderStateMeaning.awaiting_approval.text);
    expect(shown.some((text) => /PayPal.*…$/.test(text))).toBe(true);
  });

  test("explains an expired duplicate by the first order, not by the time", () => {
    const shown = texts({ state: "expired", firstOrderId: "FIRST" });
    expect(shown).not.toContain(orderStateMeaning.expired.text);
    expect(shown.some((text) => /No money was taken.*Another order/.test(text))).toBe(true);
  });

  test("keeps the text of any other state of a duplicate", () => {
    const shown = texts({ state: "needs_attention", firstOrderId: "FIRST" });
    expect(shown).toContain(orderStateMeaning.needs_attention.text);
  });
});

test("the status says what happened to the money, as the list does", () => {
  expect(texts({ state: "provisioned", payment: "Partly refunded" })).toContain("Partly refunded");
  expect(texts({ state: "needs_attention", payment: "Paid" })).toContain("Paid");
  expect(texts({ state: "needs_attention", payment: "Refunded" })).toContain("Refunded");
  expect(texts({ state: "refunded", payment: "Refunded" })).toContain("Payment refunded");
});

describe("the link of the status", () => {
  const approveUrl = "https://www.paypal.com/checkoutnow?token=A";

  test.each<[string, Partial<Props>, string[]]>([
    ["PayPal to approve", { action: "approve", approveUrl }, [approveUrl]],
    ["the checkout to order again", { action: "order-again", approveUrl }, ["/"]],
    [
      "the first order of a duplicate",
      { action: "first-order", firstOrderId: "A&B", approveUrl },
      ["/order?id=A%26B"],
    ],
    ["nothing without an action", { action: "none", approveUrl, firstOrderId: "A" }, []],
    ["nothing to approve without a safe link", { action: "approve" }, []],
    ["nothing for an unknown first order", { action: "first-order" }, []],
  ])("leads to %s", (_, changes, expected) => {
    expect(links(changes)).toEqual(expected);
  });
});
