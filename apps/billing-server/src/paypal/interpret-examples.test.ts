import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { interpretPayPalOrder } from "../domain/interpret-paypal-order.ts";
import type { Order, OrderId } from "../domain/order.ts";
import type { PayPalOrder } from "../domain/paypal-order.ts";
import type { PayPalResult } from "../domain/paypal-result.ts";
import { sampleOrder } from "../testing/sample-order.ts";
import { sharedPayPalFacts } from "../testing/shared-facts.ts";
import { parsePayPalOrder } from "./parse-order.ts";

interface Example {
  readonly id: string;
  readonly response?: { readonly status: number; readonly body?: unknown };
}

const folder = sharedPayPalFacts("examples");
const shown: readonly Example[] = (folder ? readdirSync(folder) : [])
  .filter((file) => /^orders\.(?:get|capture)\.20[01]\./.test(file))
  .map((file) => JSON.parse(readFileSync(join(folder ?? "", file), "utf8")) as Example);

/** The gateway's result for this response. */
function toResult(body: unknown): PayPalResult<PayPalOrder> {
  const value = parsePayPalOrder(body);
  if (value) return { ok: true, value, debugId: undefined };
  return { ok: false, failure: { kind: "unreadable", issue: "MALFORMED_ANSWER" } };
}

/** The order of the example, as stored by this service. */
function toOrder(body: unknown, state: Order["state"]): Order {
  const seen = parsePayPalOrder(body);
  if (!seen) throw new Error("The example is not understood.");
  return sampleOrder({
    state,
    id: (seen.capture?.customId ?? seen.customId ?? "unknown") as OrderId,
    currency: seen.capture?.currency ?? seen.currency ?? "USD",
    amount: seen.capture?.amount ?? seen.amount ?? 1n,
    payeeEmail: seen.payeeEmail,
    payeeMerchantId: seen.payeeMerchantId,
    approvalStatus: state === "approved" ? "APPROVED" : null,
  });
}

const readAt = (order: Order, body: unknown, at: Date): string => {
  const reading = interpretPayPalOrder(order, { answer: toResult(body), at });
  return reading.kind === "event" ? reading.event.type : reading.kind;
};

const { createdAt, approveBefore } = sampleOrder();
const inTime = new Date(createdAt.getTime() + 60_000);
const muchTooLate = new Date(approveBefore.getTime() + 5 * 3_600_000);

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** The value without one of its members or elements, once for each at any depth. */
function* withoutEach(value: Json): Generator<[path: string, rest: Json]> {
  if (value === null || typeof value !== "object") return;
  const isList = Array.isArray(value);
  for (const [key, member] of Object.entries(value)) {
    const others = Object.entries(value).filter(([name]) => name !== key);
    yield [key, isList ? others.map(([, it]) => it) : Object.fromEntries(others)];
    for (const [path, rest] of withoutEach(member)) {
      const changed = Object.entries(value).map(([name, it]) => [name, name === key ? rest : it]);
      const whole = isList ? changed.map(([, it]) => it as Json) : Object.fromEntries(changed);
      yield [`${key}.${path}`, whole];
    }
  }
}

const holdsMoney = new Set(["capture_completed", "capture_pending", "capture_mismatched"]);
/** The examples with a payment. */
const paid = shown.filter(({ response }) =>
  holdsMoney.has(readAt(toOrder(response?.body, "awaiting_approval"), response?.body, inTime)),
);
const undecided = new Set(["not_yet", "unreadable"]);

describe.skipIf(folder === null)("PayPal's example responses about an order", () => {
  test("exist", () => {
    expect(shown.length).toBeGreaterThan(15);
    expect(paid.length).toBeGreaterThan(8);
  });

  test.each(shown.map(({ id, response }) => [id, response?.body as Json] as const))(
    "%s means the same, or nothing yet, without any single field",
    (_, body) => {
      for (const state of ["awaiting_approval", "approved", "capture_pending"] as const) {
        const order = toOrder(body, state);
        const whole = readAt(order, body, inTime);
        for (const [path, rest] of withoutEach(body)) {
          const reading = readAt(order, rest, inTime);
          expect([whole, ...undecided], `${state} without ${path}`).toContain(reading);
        }
      }
    },
  );

  test.each(paid.map(({ id, response }) => [id, response?.body as Json] as const))(
    "%s never ends an order, however late, without any single field",
    (_, body) => {
      const order = toOrder(body, "awaiting_approval");
      const whole = readAt(order, body, muchTooLate);
      for (const [path, rest] of withoutEach(body)) {
        const reading = readAt(order, rest, muchTooLate);
        expect([whole, "gave_up", ...undecided], `without ${path}`).toContain(reading);
      }
    },
  );

  test.each([
    ["orders.get.200.created", "not_yet"],
    ["orders.get.200.payer_action_required", "not_yet"],
    ["orders.get.200.approved", "payer_approved"],
    ["orders.get.200.voided", "order_gone"],
    ["orders.get.200.completed", "capture_completed"],
    ["orders.get.200.completed_capture_declined", "capture_declined"],
    ["orders.get.200.completed_capture_pending", "capture_pending"],
    ["orders.get.200.completed_capture_partially_refunded", "capture_completed"],
    ["orders.get.200.completed_capture_refunded", "capture_mismatched"],
    ["orders.capture.201.declined", "capture_declined"],
    ["orders.capture.201.failed", "capture_declined"],
    ["orders.capture.201.pending_echeck", "capture_pending"],
    ["orders.capture.201.representation", "capture_completed"],
  ])("%s means %s", (id, meaning) => {
    const body = shown.find((example) => example.id === id)?.response?.body;
    expect(readAt(toOrder(body, "awaiting_approval"), body, inTime)).toBe(meaning);
  });
});
