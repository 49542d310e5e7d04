import { expect, test, vi } from "vitest";
import {
  createManualReviewOrders,
  type ManualReviewOrdersOptions,
} from "./manual-review-orders.ts";

test("returns the order with the rejected capture and the second paid one, once both are in review", async () => {
  let created = 0;
  const create = vi.fn<(input: unknown) => Promise<{ order_id: string }>>(() => {
    created += 1;
    return Promise.resolve({ order_id: `ORDER-${created}` });
  });
  const query = vi.fn<() => Promise<{ state: string }>>();
  query.mockResolvedValueOnce({ state: "approved" });
  query.mockResolvedValue({ state: "needs_attention" });
  const approve = vi.fn<(input: unknown) => Promise<object>>(() => Promise.resolve({}));
  const order = { create: { mutate: create }, approve: { mutate: approve }, get: { query } };
  const paypal = {
    faults: { add: vi.fn<(fault: object) => void>() },
    approve: vi.fn<(id: string) => void>(),
    captureInBrowser: vi.fn<(id: string) => void>(),
  };
  const orderInput = (clusterName: string) => clusterName;
  const options = { paypal, billing: { order }, orderInput };
  const orders = await createManualReviewOrders(options as unknown as ManualReviewOrdersOptions);
  expect(orders).toEqual(["ORDER-1", "ORDER-3"]);
  expect(create.mock.calls).toEqual([["refused"], ["paid-twice"], ["paid-twice"]]);
  expect(paypal.faults.add).toHaveBeenCalledOnce();
  expect(paypal.approve.mock.calls).toEqual([["ORDER-1"]]);
  expect(paypal.captureInBrowser.mock.calls).toEqual([["ORDER-2"], ["ORDER-3"]]);
  expect(query).toHaveBeenCalledTimes(3);
});
