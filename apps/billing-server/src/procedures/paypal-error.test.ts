import { readFileSync } from "node:fs";
import { type ErrorCode, errorCatalog } from "@onekonsole/billing-contract";
import { procedures } from "@onekonsole/billing-contract/schemas";
import { describe, expect, test } from "vitest";
import type { PayPalFailureKind } from "../domain/paypal-result.ts";
import { classify } from "../paypal/classify.ts";
import { sharedPayPalFacts } from "../testing/shared-facts.ts";
import { closeError, approveError, createError } from "./paypal-error.ts";

const failure = (kind: PayPalFailureKind, issue = "PAYEE_ACCOUNT_RESTRICTED") => ({
  kind,
  issue,
  debugId: "d1",
});

describe("PayPal's failure when an order is read", () => {
  test.each([
    ["unavailable", "paypal_unavailable"],
    ["timeout", "paypal_timeout"],
    ["payer_can_retry", "order_not_approved"],
    ["already_done", "paypal_unavailable"],
    ["gone", "order_expired"],
    ["declined", "payment_declined"],
    ["unauthorized", "paypal_refused"],
    ["refused", "paypal_refused"],
  ] as const)("%s becomes %s", (kind, code) => {
    expect(approveError(failure(kind)).code).toBe(code);
  });
});

describe("PayPal's failure when an order is created", () => {
  test.each([
    ["unavailable", "paypal_unavailable"],
    ["timeout", "paypal_timeout"],
    ["payer_can_retry", "paypal_refused"],
    ["not_approved", "paypal_refused"],
    ["unreadable", "paypal_unavailable"],
    ["already_done", "paypal_refused"],
    ["gone", "paypal_unavailable"],
    ["declined", "paypal_refused"],
    ["unauthorized", "paypal_refused"],
    ["refused", "paypal_refused"],
  ] as const)("%s becomes %s", (kind, code) => {
    expect(createError(failure(kind)).code).toBe(code);
  });

  test("has PayPal's text for the log and the time to wait, but not for the user", () => {
    const error = createError({ ...failure("unavailable"), retryAfterMs: 7_000 });
    expect(error).toMatchObject({
      issue: "PAYEE_ACCOUNT_RESTRICTED",
      debugId: "d1",
      retryAfterMs: 7_000,
    });
    expect(error.message).not.toContain("PAYEE_ACCOUNT_RESTRICTED");
    expect(String(error.cause)).toContain("PAYEE_ACCOUNT_RESTRICTED");
  });
});

describe("PayPal's failure when an order is closed", () => {
  test.each([
    ["unavailable", "paypal_unavailable"],
    ["timeout", "paypal_timeout"],
    ["payer_can_retry", "paypal_unavailable"],
    ["declined", "paypal_unavailable"],
    ["refused", "paypal_refused"],
  ] as const)("%s becomes %s", (kind, code) => {
    expect(closeError(failure(kind)).code).toBe(code);
  });
});

const catalog = sharedPayPalFacts("issue-catalog.json");

interface CatalogRow {
  readonly operation: string;
  readonly status: number | null;
  readonly name: string | null;
  readonly issue: string | null;
}

function rowsOfCreate(): CatalogRow[] {
  if (catalog === null) return [];
  const { issues } = JSON.parse(readFileSync(catalog, "utf8")) as { issues: CatalogRow[] };
  return issues.filter(({ operation }) => operation === "orders.create" || operation === "*");
}

describe.skipIf(catalog === null)("every documented response to creating an order", () => {
  const about = /service|PayPal/;
  test.each(rowsOfCreate())("$status $issue is mapped to a fault of the service", (row) => {
    const { status, issue, name } = row;
    const kind = status === null ? "timeout" : classify(status, issue ?? name ?? "");
    const { code } = createError(failure(kind, issue ?? ""));
    expect(procedures.order.create.errors as readonly ErrorCode[]).toContain(code);
    expect(errorCatalog[code].status).toBeGreaterThanOrEqual(502);
    expect(errorCatalog[code].message).toMatch(about);
    expect(errorCatalog[code].message).not.toMatch(/expired|declined|approve|pay again/i);
  });
});
