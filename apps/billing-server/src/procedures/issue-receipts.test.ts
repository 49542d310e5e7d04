import { receiptsSchema } from "@onekonsole/billing-contract/schemas";
import { expect, test } from "vitest";
import { ingress, userCaller } from "../testing/callers.ts";
import { createMemoryStore } from "../testing/memory-store.ts";
import { sampleDependencies } from "../testing/sample-dependencies.ts";
import { capturedOrder } from "../testing/sample-order.ts";
import { receiptOf } from "../testing/sample-receipt.ts";
import { issueReceipts } from "./issue-receipts.ts";

const order = capturedOrder();
const receipt = receiptOf(order);
const store = { ...createMemoryStore(order), issueReceipts: async () => [receipt] };
const deps = sampleDependencies({ store });
const input = { order_id: order.paypalOrderId };

test("the documents of an order are returned to its owner", async () => {
  const found = await issueReceipts(deps, { caller: ingress, input });
  expect(found).toEqual({ documents: [receipt] });
  expect(receiptsSchema.parse(found)).toEqual(found);
});

test("another user's order is unknown", async () => {
  const caller = userCaller("11111111-2222-3333-4444-555555555555");
  await expect(issueReceipts(deps, { caller, input })).rejects.toMatchObject({
    code: "order_not_found",
  });
});
