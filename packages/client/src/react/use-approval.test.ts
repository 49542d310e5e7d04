import { expect, test } from "vitest";
import { createBillingClient } from "../create-billing-client.ts";
import { knownOrderId, startContractServer } from "../testing/contract-server.fixture.ts";
import { eventually, renderHooks } from "./testing/render.fixture.ts";
import { type Approval, useApproval } from "./use-approval.ts";

test("the approval of a returned payer is requested once, by all components together", async () => {
  await using server = await startContractServer();
  const client = createBillingClient({ url: server.url });
  const shown: Approval[] = [];
  let isReturned = false;
  const use = () => shown.push(useApproval(knownOrderId, isReturned));
  using rendered = await renderHooks(client, use);
  await eventually(() => expect(shown.at(-1)?.isAccepted).toBe(false));
  expect(server.requests).toHaveLength(0);
  isReturned = true;
  rendered.show(() => use(), use);
  await eventually(() =>
    expect(shown.at(-1)).toMatchObject({ isAccepted: true, isChecking: false, error: null }),
  );
  expect(server.requests).toHaveLength(1);
});
