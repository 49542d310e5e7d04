import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { sharedPayPalFacts } from "../testing/shared-facts.ts";
import { isRefundRefusal, refundRefusal } from "./refund-refusal.ts";

interface Catalogue {
  readonly issues: readonly {
    readonly operation: string;
    readonly issue: string;
    readonly class: string;
  }[];
}

const file = sharedPayPalFacts("issue-catalog.json");
const listed = file
  ? (JSON.parse(readFileSync(file, "utf8")) as Catalogue).issues.filter(
      ({ operation }) => operation === "captures.refund",
    )
  : [];

test.skipIf(file === null)("every issue that PayPal lists for a refund has a next step", () => {
  expect(listed.length).toBeGreaterThan(25);
  const unknown = listed.filter(({ issue }) => !isRefundRefusal(issue));
  expect(unknown.map(({ issue }) => issue)).toEqual([]);
  const stepless = listed.filter(({ issue }) => refundRefusal(issue).step === null);
  expect(stepless.map(({ issue }) => issue)).toEqual(["PREVIOUS_REQUEST_IN_PROGRESS"]);
});

test.skipIf(file === null)("a refund that may succeed later is retryable", () => {
  const passing = new Set(["retry_later_operator", "merchant_config", "wait_then_retry_same_key"]);
  const later = listed.filter((it) => passing.has(it.class));
  expect(later.length).toBeGreaterThan(8);
  for (const { issue } of later) expect(refundRefusal(issue).again, issue).toBe("yes");
});

test.each([
  ["REFUND_FAILED_INSUFFICIENT_FUNDS", /^Top up/, "yes"],
  ["TRANSACTION_DISPUTED", /Resolution Center/, "yes"],
  ["PARTIAL_REFUND_NOT_ALLOWED", /full refund/, "no"],
  ["REFUND_TIME_LIMIT_EXCEEDED", /outside PayPal/, "never"],
  ["REFUND_NOT_ALLOWED", /outside PayPal/, "never"],
  ["PAYER_ACCOUNT_LOCKED_OR_CLOSED", /outside PayPal/, "never"],
])("%s has a next step", (issue, step, again) => {
  expect(refundRefusal(issue)).toMatchObject({ step: expect.stringMatching(step), again });
});

test.each([null, "MOON_PHASE", "constructor", "TIMEOUT"])(
  "%s advises to use the debug id, and is retryable",
  (issue) => {
    expect(refundRefusal(issue)).toMatchObject({
      step: expect.stringContaining("debug id"),
      again: "yes",
    });
    expect(isRefundRefusal(issue ?? "")).toBe(false);
  },
);
