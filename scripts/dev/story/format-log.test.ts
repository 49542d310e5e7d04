import { expect, test } from "vitest";
import { logFormatter } from "./format-log.ts";

const orderId = "5A2VWKSXOSRJXPN2W";
const facts = { amount: "€50.00", refunded: "€20.00", clusterName: "demo-1" };
const find = (id: string) => (id === orderId ? facts : undefined);
const time = Date.parse("2026-11-29T15:54:27");
const format = logFormatter({ verbose: false, colorize: false, find });

/** What is printed of an entry as the server writes it. */
const print = (msg: string, fields: object = {}, level = 30) =>
  format(JSON.stringify({ level, time, msg, ...fields }));

test.each([
  ["order created", { custom_id: "4836612f" }, "order of €50.00 created"],
  ["capture started", {}, "approved, capture started"],
  ["capture settled", { state: "captured", debug_id: "bdd3875e86d70" }, "€50.00 captured"],
  ["capture settled", { state: "capture_pending" }, "€50.00 pending at PayPal"],
  ["capture settled", { state: "awaiting_approval" }, "not captured; the payer can approve again"],
  ["capture settled", { state: "needs_attention" }, "capture ended; state: needs attention"],
  ["delivery settled", { event: "delivered" }, "web-order has the cluster demo-1"],
  ["delivery settled", { event: "delivery_refused" }, "delivery refused"],
  ["refund answered", { status: "PENDING" }, "refund of €20.00: pending"],
  [
    "operator acted",
    { event: "refund_requested", was: "captured", state: "refunding" },
    "operator: refund requested; state: refunding",
  ],
])("%s %o is one line", (msg, fields, text) => {
  const line = print(msg, { order_id: orderId, ...fields });
  expect(line).toBe(`15:54:27  ${orderId}  ${text}\n`);
  expect(line.length).toBeLessThanOrEqual(80);
});

test("an order that the simulators do not have is named without amounts", () => {
  const line = print("capture settled", { order_id: "OTHER", state: "captured" });
  expect(line).toBe("15:54:27  OTHER  payment captured\n");
});

test.each(["answered", "webhook processed", "stopping"])("%s is a detail", (msg) =>
  expect(print(msg, { order_id: orderId })).toBe(""),
);

test("warnings, errors and unknown entries are printed whole", () => {
  const issue = { order_id: orderId, issue: "INSTRUMENT_DECLINED" };
  expect(print("capture not done", issue, 40)).toContain(
    `WARN: capture not done {"order_id":"${orderId}","issue":"INSTRUMENT_DECLINED"}`,
  );
  expect(print("answered", { status: 500 }, 50)).toContain('ERROR: answered {"status":500}');
  expect(print("PayPal is reachable again")).toContain("INFO: PayPal is reachable again");
  expect(format("Restarting 'src/main.ts'")).toBe("Restarting 'src/main.ts'\n");
});

test("everything is printed whole on request", () => {
  const verbose = logFormatter({ verbose: true, colorize: false, find });
  const entry = { level: 30, time, msg: "answered", path: "/orders", status: 200 };
  expect(verbose(JSON.stringify(entry))).toContain(
    'INFO: answered {"path":"/orders","status":200}\n',
  );
});

test("no text controls the terminal", () => {
  const line = print("delivery settled", { order_id: "\u001b[2J\n\u202e", event: "delivered" });
  expect(line).toMatch(/^[ -~]+\n$/);
  expect(line).toContain(String.raw`\u001b[2J \u202e`);
});
