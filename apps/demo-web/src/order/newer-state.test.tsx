import type { OrderState } from "@onekonsole/billing-contract";
import { describe, expect, test } from "vitest";
import { languages } from "../language/languages.ts";
import { sampleOrder } from "../testing/order.fixture.ts";
import { renderHtml, renderTexts } from "../testing/render.fixture.tsx";
import { textsIn } from "../testing/texts.fixture.ts";
import { ApprovalFailure } from "./approval-failure.tsx";
import { firstOrderId } from "./first-order.ts";
import { nextAction } from "./next-action.ts";
import { OrderOutlook } from "./order-outlook.tsx";
import { OrderStatus } from "./order-status.tsx";

// A page that stays open while the service is upgraded.
const state = "in_escrow" as OrderState;
const step = { version: 2, state, problem: null, problem_code: null, time: null };
const status = (
  <OrderStatus
    state={state}
    payment={undefined}
    steps={[step]}
    isChecking={false}
    action={nextAction(state, { isChecking: false })}
    approveUrl="https://www.paypal.com/checkoutnow"
    firstOrderId={firstOrderId(state, "FIRST")}
  />
);

describe("a state that only a newer service has", () => {
  test.each(languages)("is shown as an order in process, in %s", (language) => {
    const { title, text } = textsIn[language].states.newer;
    expect(renderTexts(status, language)).toEqual(expect.arrayContaining([title, text]));
  });

  test("has the text of the contract, is not over, and asks for nothing", () => {
    const html = renderHtml(status);
    expect(html).toContain("Your order is being processed.");
    expect(html).toContain('aria-current="step"');
    expect(html).not.toContain("<a ");
  });

  test("leaves out what happens next, and keeps the number to quote", () => {
    const order = sampleOrder({ state });
    const texts = renderTexts(<OrderOutlook state={state} order={order} email={undefined} />);
    expect(texts).toContain(order.order_id);
    expect(texts.join()).not.toContain("undefined");
  });

  test("does not hide why an approval failed", () => {
    const failure = {
      code: "unreachable",
      action: "retry",
      message: "No service.",
      fields: [],
    } as const;
    const failed = <ApprovalFailure failure={failure} state={state} retry={() => undefined} />;
    expect(renderTexts(failed)).not.toEqual([]);
  });
});
