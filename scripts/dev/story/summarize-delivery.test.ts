import { expect, test } from "vitest";
import { summarizeDelivery } from "./summarize-delivery.ts";

const eventType = "PAYMENT.CAPTURE.COMPLETED";

test.each([
  ["dropped", 0, "lost"],
  [{ status: 204 }, 1, "delivered"],
  [{ status: 204 }, 3, "delivered at attempt 3"],
  [{ status: 503 }, 1, "not accepted (503), PayPal sends it again"],
  [{ error: "ECONNREFUSED" }, 1, "not accepted (ECONNREFUSED), PayPal sends it again"],
] as const)("%o at attempt %i: %s", (outcome, attempt, text) =>
  expect(summarizeDelivery({ eventType, attempt, outcome })).toBe(`webhook ${eventType} ${text}`),
);

test("only the first failure is reported", () =>
  expect(summarizeDelivery({ eventType, attempt: 2, outcome: { status: 503 } })).toBeUndefined());
