import type { BillingError } from "@onekonsole/billing-client/react";
import { errorCatalog, type ErrorCode } from "@onekonsole/billing-contract";
import { describe, expect, test } from "vitest";
import { FailureNotice, Notice } from "./notice.tsx";
import { renderHtml, renderTexts } from "./testing/render.fixture.tsx";
import { textsIn } from "./testing/texts.fixture.ts";

const failure = (changes: Partial<BillingError> = {}): BillingError => ({
  code: "internal",
  action: "ask",
  message: "Something failed.",
  requestId: "req-1",
  fields: [],
  ...changes,
});

test("a notice has its tone and its role", () => {
  const html = renderHtml(<Notice tone="warning">Late</Notice>);
  expect(html).toBe('<div class="notice notice-warning">Late</div>');
});

describe("the notice of a failure", () => {
  test.each(Object.keys(errorCatalog) as ErrorCode[])("interrupts with the text of %s", (code) => {
    const { action, message } = errorCatalog[code];
    const notice = <FailureNotice failure={failure({ code, action, message })} />;
    const tone = action === "retry" ? "warning" : "error";
    expect(renderHtml(notice)).toContain(`class="notice notice-${tone}" role="alert"`);
    expect(renderTexts(notice)[0]).toBe(message);
  });

  test("has the request id only where the service failed or support is needed", () => {
    expect(renderTexts(<FailureNotice failure={failure()} />)).toContain("req-1");
    const slow = failure({ code: "paypal_timeout", action: "retry" });
    expect(renderTexts(<FailureNotice failure={slow} />)).toContain("req-1");
    const own = failure({ code: "not_possible", action: "stop" });
    expect(renderTexts(<FailureNotice failure={own} />)).toEqual([
      errorCatalog.not_possible.message,
    ]);
    const { requestId: _, ...unnamed } = failure();
    expect(renderTexts(<FailureNotice failure={unnamed} />)).toEqual([
      errorCatalog.internal.message,
    ]);
  });

  test("has the service's text, marked as English, for a code that the page does not know", () => {
    const unknown = failure({ code: "newer" as BillingError["code"] });
    expect(renderHtml(<FailureNotice failure={unknown} />, "fr")).toContain(
      '<p lang="en">Something failed.</p>',
    );
  });

  test("is in French on a French page, with the service's own details marked as English", () => {
    const notice = <FailureNotice failure={failure()} englishDetails={["return_url is wrong."]} />;
    const html = renderHtml(notice, "fr");
    expect(html).toContain(`<p>${textsIn.fr.errors.byCode.internal}</p>`);
    expect(html).toContain('lang="en">return_url is wrong.</p>');
  });

  test("has its details, then its button", () => {
    const notice = (
      <FailureNotice
        failure={failure({ code: "not_possible", action: "stop" })}
        details={["One.", "Two."]}
      >
        <button type="button">Try again</button>
      </FailureNotice>
    );
    expect(renderTexts(notice)).toEqual([
      errorCatalog.not_possible.message,
      "One.",
      "Two.",
      "Try again",
    ]);
  });
});
