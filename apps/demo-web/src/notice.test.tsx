import type { BillingError } from "@onekonsole/billing-client";
import { errorCatalog, type ErrorCode } from "@onekonsole/billing-contract/browser";
import { describe, expect, test } from "vitest";
import { FailureNotice, Notice } from "./notice.tsx";
import { renderHtml, renderTexts } from "./testing/render.fixture.tsx";

const failure = (changes: Partial<BillingError> = {}): BillingError => ({
  code: "internal",
  action: "ask",
  message: "Something failed.",
  requestId: "req-1",
  fields: [],
  ...changes,
});

test("a notice has its tone and its role", () => {
  const html = renderHtml(
    <Notice tone="warning" role="status">
      Late
    </Notice>,
  );
  expect(html).toBe('<div class="notice notice-warning" role="status">Late</div>');
});

describe("the notice of a failure", () => {
  test.each(Object.keys(errorCatalog) as ErrorCode[])("interrupts with the text of %s", (code) => {
    const { action, message } = errorCatalog[code];
    const notice = <FailureNotice failure={failure({ code, action, message })} />;
    const tone = action === "retry" ? "warning" : "error";
    expect(renderHtml(notice)).toContain(`class="notice notice-${tone}" role="alert"`);
    expect(renderTexts(notice)[0]).toBe(message);
  });

  test("has the request id only where support is needed", () => {
    expect(renderTexts(<FailureNotice failure={failure()} />)).toContain("req-1");
    const retry = failure({ action: "retry" });
    expect(renderTexts(<FailureNotice failure={retry} />)).toEqual([retry.message]);
    const { requestId: _, ...unnamed } = failure();
    expect(renderTexts(<FailureNotice failure={unnamed} />)).toEqual([unnamed.message]);
  });

  test("has its details, then its button", () => {
    const notice = (
      <FailureNotice failure={failure({ action: "retry" })} details={["One.", "Two."]}>
        <button type="button">Try again</button>
      </FailureNotice>
    );
    expect(renderTexts(notice)).toEqual(["Something failed.", "One.", "Two.", "Try again"]);
  });
});
