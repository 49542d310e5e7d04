import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createOperatorStore } from "../../store/operator-store.ts";
import { userCaller } from "../../testing/callers.ts";
import { sampleDependencies } from "../../testing/sample-dependencies.ts";
import { openStoreUnderTest, type StoreUnderTest } from "../../testing/store-under-test.ts";
import { createCaller } from "../router.ts";
import { toBillingError } from "../to-billing-error.ts";

let opened: StoreUnderTest;
beforeAll(async () => {
  opened = await openStoreUnderTest();
});
afterAll(() => opened[Symbol.asyncDispose]());

/** An operator's procedures on a real database. */
const operator = () =>
  createCaller({
    deps: sampleDependencies({
      store: opened.store,
      operators: createOperatorStore(opened.database.db, async () => undefined),
    }),
    authenticateAndLimit: async () => userCaller("robin", { isOperator: true }),
    requestId: "request",
  }).operator;

/** The outcome: `done`, or the error code. */
const outcome = (call: Promise<unknown>) =>
  call.then(
    () => "done",
    (error: unknown) => toBillingError(error).code,
  );

const id = "6a1f0f7e-7f3c-4d2e-9a57-0c2b8d1e4f60";
const [first, last] = ["0000-01-01T00:00:00.000Z", "9999-12-31T23:59:59.999Z"];

describe("extreme inputs of an operator never cause an internal error", () => {
  test.each<[number, string]>([
    [0, "done"],
    [1_000_000_000, "done"],
    [1_000_000_001, "invalid_input"],
    [Number.MAX_SAFE_INTEGER, "invalid_input"],
    [-1, "invalid_input"],
    [0.5, "invalid_input"],
  ])("a list of orders in their state for %d s", async (older_than_seconds, expected) => {
    expect(await outcome(operator().orders({ older_than_seconds }))).toBe(expected);
  });

  test.each<[string, string]>([
    [`captured|${first}|${id}`, "done"],
    [`needs_attention|${last}|${id}`, "done"],
    [`anything|${last}|${id}`, "done"],
    [`captured|-271821-04-20T00:00:00.000Z|${id}`, "invalid_input"],
    [`captured|2026-13-01T00:00:00.000Z|${id}`, "invalid_input"],
    [`captured|2026|${id}`, "invalid_input"],
    [`captured|${first}|${id.slice(1)}`, "invalid_input"],
    [`captured|${first}|${id}|`, "invalid_input"],
    ["||", "invalid_input"],
  ])("a list of orders after %s", async (after, expected) => {
    expect(await outcome(operator().orders({ after }))).toBe(expected);
  });

  test.each<[string, string, string]>([
    [first, "Ledger audit.", "done"],
    [last, "Ledger audit.", "done"],
    ["+275760-09-13T00:00:00.000Z", "Ledger audit.", "invalid_input"],
    ["2026-02-30T00:00:00Z", "Ledger audit.", "invalid_input"],
    [last, "The\u0000books.", "invalid_input"],
    [last, "Ledger \ud800 audit.", "done"],
    [last, "x".repeat(500), "done"],
    [last, "x".repeat(501), "invalid_input"],
  ])("a reconciliation since %s because %.12j", async (since, reason, expected) => {
    expect(await outcome(operator().reconcile({ since, reason }))).toBe(expected);
  });

  test.each(["retry", "refund"] as const)("a %s of an unknown order", async (act) => {
    const wish = { order_id: "5O190127TN364715T", version: Number.MAX_SAFE_INTEGER };
    const call = (reason: string) => outcome(operator()[act]({ ...wish, reason }));
    expect(await call("As agreed.")).toBe("order_not_found");
    expect(await call("As \u0000 agreed.")).toBe("invalid_input");
  });
});
