import { expect, test } from "vitest";
import { renderHtml, renderTexts } from "../testing/render.fixture.tsx";
import { textsIn } from "../testing/texts.fixture.ts";
import { WindowNotice } from "./window-notice.tsx";

const { en, fr } = textsIn;

test("there is no notice before PayPal's window was opened", () => {
  expect(renderHtml(<WindowNotice payment={undefined} />)).toBe('<div role="status"></div>');
});

test.each(["open", "cancelled"] as const)("a window that is %s is a calm message", (step) => {
  expect(renderTexts(<WindowNotice payment={{ step }} />)).toEqual([en.payPalWindow[step]]);
  expect(renderHtml(<WindowNotice payment={{ step }} />)).toMatch(/^<div role="status"><div/);
  expect(renderTexts(<WindowNotice payment={{ step }} />, "fr")).toEqual([fr.payPalWindow[step]]);
});

test("a failed window interrupts, and links to the order, which may be paid", () => {
  const notice = <WindowNotice payment={{ step: "failed", orderId: "5O190127TN364715T" }} />;
  expect(renderTexts(notice)).toEqual([en.payPalWindow.failed, en.payPalWindow.showOrder]);
  const html = renderHtml(notice);
  expect(html).toContain('role="alert"');
  expect(html).toContain('href="/order?id=5O190127TN364715T"');
});
