import type { WireEntry } from "@onekonsole/billing-sandbox/control";
import { describe, expect, test } from "vitest";
import { addEntries, describeDirection, entryPath, formatBody, isFailed } from "./wire-entries.ts";

const entry = (changes: Partial<WireEntry> = {}): WireEntry => ({
  id: 1,
  at: "2026-03-01T10:00:00.000Z",
  simulator: "paypal",
  direction: "received",
  method: "GET",
  url: "/v2/checkout/orders/A?x=1",
  status: 200,
  duration_ms: 3,
  request_headers: {},
  request_body: "",
  response_headers: {},
  response_body: "",
  ...changes,
});

describe("addEntries", () => {
  test("keeps each entry once, oldest first", () => {
    const ids = addEntries([entry({ id: 2 }), entry({ id: 3 })], [entry({ id: 3 }), entry()]);
    expect(ids.map(({ id }) => id)).toEqual([1, 2, 3]);
  });

  test("keeps the latest 500", () => {
    const many = Array.from({ length: 600 }, (_, index) => entry({ id: index }));
    const kept = addEntries(many, []);
    expect([kept.length, kept.at(-1)?.id]).toEqual([500, 599]);
  });
});

describe("an entry of the wire", () => {
  test("names the simulator that received or sent the request", () => {
    expect(describeDirection(entry({ simulator: "web_order" }))).toBe("to web-order");
    expect(describeDirection(entry({ direction: "sent" }))).toBe("from PayPal");
  });

  test("has a path, also for a whole URL", () => {
    expect(entryPath(entry())).toBe("/v2/checkout/orders/A?x=1");
    expect(entryPath(entry({ url: "http://127.0.0.1:8030/webhooks/paypal" }))).toBe(
      "/webhooks/paypal",
    );
  });

  test("has failed with an error status or without a response", () => {
    expect([200, 302, 404, 503].map((status) => isFailed(entry({ status })))).toEqual([
      false,
      false,
      true,
      true,
    ]);
    const { status: _, ...unanswered } = entry();
    expect(isFailed(unanswered)).toBe(true);
  });
});

describe("formatBody", () => {
  test.each([
    ["application/json", '{"a":[1]}', '{\n  "a": [\n    1\n  ]\n}'],
    ["application/x-www-form-urlencoded;charset=UTF-8", "a=1&b=x%20y", "a=1\nb=x y"],
    ["text/html", "<p>", "<p>"],
    ["application/json", '{"cut": "of', '{"cut": "of'],
  ])("formats %s %s", (type, text, formatted) => {
    expect(formatBody(text, { "content-type": type })).toBe(formatted);
  });
});
