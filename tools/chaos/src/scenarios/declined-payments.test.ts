import { PayPalSandbox, type Sandbox } from "@onekonsole/billing-sandbox";
import { beforeEach, expect, test } from "vitest";
import type { Customer } from "../customers/customer.ts";
import { createRunRecord, type RunRecord } from "../run-record.ts";
import { payAfterDecline } from "./declined-payments.ts";

let paypal: PayPalSandbox;
let record: RunRecord;
let orderId: string;
beforeEach(() => {
  paypal = new PayPalSandbox({ url: "http://paypal.example" });
  record = createRunRecord();
  orderId = paypal.payElsewhere({ currency_code: "EUR", value: "31.00" }, "one").id;
});

/** A customer whose service shows the decline after some polls. */
function customerWith({ polls, reloadStatus }: { polls: number; reloadStatus: number }) {
  const calls: string[] = [];
  let left = polls;
  const customer = {
    record,
    random: () => 0.5,
    pause: () => Promise.resolve(),
    createOrder: () => Promise.resolve(orderId),
    approve: () => {
      calls.push("approve");
      return Promise.resolve({ status: reloadStatus, body: {} });
    },
    readState: () => {
      calls.push("read");
      left -= 1;
      return Promise.resolve(left < 0 ? "awaiting_approval" : "approved");
    },
  } as unknown as Customer;
  return { customer, calls };
}

function sandboxThatDeclines(): Sandbox {
  const approve = () => {
    paypal.orders.get(orderId)?.declines.push({ approval: 1, key: "a" });
  };
  return { paypal: { orders: paypal.orders, approve } } as unknown as Sandbox;
}

test("payAfterDecline approves again only after the page shows the decline", async () => {
  const { customer, calls } = customerWith({ polls: 100, reloadStatus: 409 });
  await payAfterDecline(customer, sandboxThatDeclines());
  // The first approval, the polls until the decline is shown, two reloads, the second approval.
  const polls = Array.from({ length: 101 }, () => "read");
  expect(calls).toEqual(["approve", ...polls, "approve", "approve", "approve"]);
  expect(record.violations).toEqual([]);
});

test("a reload that succeeds after a decline is a violation", async () => {
  const { customer } = customerWith({ polls: 0, reloadStatus: 200 });
  await payAfterDecline(customer, sandboxThatDeclines());
  expect(record.violations).toEqual([
    { subject: orderId, description: "a reload after a decline returned 200" },
    { subject: orderId, description: "a reload after a decline returned 200" },
  ]);
});
