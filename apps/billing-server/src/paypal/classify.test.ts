import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { PayPalFailureKind } from "../domain/paypal-result.ts";
import { sharedPayPalFacts } from "../testing/shared-facts.ts";
import { classify } from "./classify.ts";

describe("classify", () => {
  test.each<[number, string, PayPalFailureKind]>([
    [409, "PREVIOUS_REQUEST_IN_PROGRESS", "unavailable"],
    [422, "ORDER_COMPLETION_IN_PROGRESS", "unavailable"],
    [422, "ORDER_ALREADY_CAPTURED", "already_done"],
    [422, "DUPLICATE_INVOICE_ID", "already_done"],
    [422, "INSTRUMENT_DECLINED", "payer_can_retry"],
    [422, "ORDER_NOT_APPROVED", "not_approved"],
    [422, "PAYER_ACTION_REQUIRED", "not_approved"],
    [404, "INVALID_RESOURCE_ID", "gone"],
    [422, "ORDER_EXPIRED", "gone"],
    [422, "TRANSACTION_REFUSED", "declined"],
    [422, "PAYER_ACCOUNT_RESTRICTED", "declined"],
    [422, "PAYMENT_SOURCE_CANNOT_BE_USED", "declined"],
    [422, "PAYEE_ACCOUNT_RESTRICTED", "refused"],
    [403, "PERMISSION_DENIED", "refused"],
    [401, "invalid_token", "unauthorized"],
    [401, "invalid_client", "unauthorized"],
    [422, "CAPTURE_FULLY_REFUNDED", "already_done"],
    [422, "REFUND_AMOUNT_EXCEEDED", "already_done"],
    [422, "PENDING_CAPTURE", "unavailable"],
    [422, "REFUND_FAILED_INSUFFICIENT_FUNDS", "unavailable"],
    [422, "REFUND_TIME_LIMIT_EXCEEDED", "refused"],
  ])("maps %i %s to %s", (status, issue, kind) => {
    expect(classify(status, issue)).toBe(kind);
  });

  test.each<[number, PayPalFailureKind]>([
    [400, "refused"],
    [401, "unauthorized"],
    [403, "refused"],
    [404, "refused"],
    [408, "unavailable"],
    [409, "refused"],
    [422, "refused"],
    [429, "unavailable"],
    [500, "unavailable"],
    [502, "unavailable"],
    [599, "unavailable"],
  ])("classifies an unknown issue by its status %i", (status, kind) => {
    expect(classify(status, "INVENTED_TOMORROW")).toBe(kind);
  });

  test.each<[number, string, PayPalFailureKind]>([
    [302, "", "unavailable"],
    [400, "", "unavailable"],
    [401, "", "unauthorized"],
    [403, "", "unavailable"],
    [403, "Forbidden", "unavailable"],
    [404, "", "unavailable"],
    [404, "not found", "unavailable"],
    [422, "", "unavailable"],
    [500, "", "unavailable"],
  ])("classifies %i %j, without an issue code, by its status", (status, issue, kind) => {
    expect(classify(status, issue)).toBe(kind);
  });

  test("ignores the issue code of a 5xx, which may have moved money", () => {
    expect(classify(500, "INSTRUMENT_DECLINED")).toBe("unavailable");
    expect(classify(503, "TRANSACTION_REFUSED")).toBe("unavailable");
  });

  test("handles issue codes that are property names of every object", () => {
    for (const issue of ["constructor", "toString", "__proto__"])
      expect(classify(422, issue)).toBe("unavailable");
  });
});

const catalog = sharedPayPalFacts("issue-catalog.json");

interface CatalogRow {
  readonly operation: string;
  /** `null` if there was no response. */
  readonly status: number | null;
  readonly issue: string | null;
  readonly name: string | null;
  readonly class: string;
}

const kindsOfClass: Readonly<Record<string, readonly PayPalFailureKind[]>> = {
  wait_then_retry_same_key: ["unavailable"],
  // Reached only if a renewed token is rejected as well.
  refresh_token_once: ["unauthorized"],
  already_done: ["already_done"],
  reconcile: ["already_done"],
  payer_retry_same_order: ["payer_can_retry", "not_approved"],
  new_order_payer: ["gone", "declined"],
  terminal_payer: ["declined"],
  retry_later_operator: ["refused", "unavailable"],
  terminal_refund: ["refused", "declined"],
  // A 401 that an operator has to resolve, such as a locked account.
  merchant_config: ["refused", "unauthorized"],
  // A refund of a capture that is unknown to PayPal fails like a refused one.
  bug_in_request: ["refused", "gone"],
};

test.skipIf(catalog === null)(
  "every known issue of our calls has a kind that fits its class",
  () => {
    const { issues } = JSON.parse(readFileSync(catalog ?? "", "utf8")) as { issues: CatalogRow[] };
    const ours = new Set([
      "orders.create",
      "orders.get",
      "orders.capture",
      "captures.refund",
      "refunds.get",
      "oauth.token",
      "*",
    ]);
    const misjudged = issues
      .filter((row) => ours.has(row.operation) && row.status !== null)
      .map((row) => ({ ...row, kind: classify(Number(row.status), row.issue ?? row.name ?? "") }))
      .filter((row) => !kindsOfClass[row.class]?.includes(row.kind))
      .map((row) => `${row.operation} ${row.status} ${row.issue}: ${row.class} is not ${row.kind}`);
    expect(misjudged).toEqual([]);
  },
);
