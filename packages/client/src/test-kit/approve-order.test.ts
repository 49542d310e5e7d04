import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { approveOrder } from "./approve-order.ts";
import { createOrder } from "./create-order.ts";
import { FaultQueue } from "./fault-queue.ts";
import { kitSettings } from "./kit-settings.ts";
import { OrderBook } from "./order-book.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function createApproved() {
  const book = new OrderBook();
  const state = { settings: kitSettings({ progress: 500 }), book, faults: new FaultQueue() };
  const order_details = {
    user_id: "3f8a61c2-7d4e-4b19-a05c-92e6d1b70f34",
    cluster_name: "my-cluster",
    images_storage: 10,
    has_monitoring: false,
    monitoring_storage: 0,
    has_alerting: false,
  };
  const { order_id: id } = createOrder(state, { order_details, currency: "EUR" });
  approveOrder(state, id);
  return { book, kept: book.find(id) };
}

test("an approved order stays in each state for the time of `progress`", () => {
  const { kept } = createApproved();
  expect(kept.order.state).toBe("approved");
  vi.advanceTimersByTime(500);
  expect(kept.order.state).toBe("captured");
  vi.advanceTimersByTime(500);
  expect(kept.order.state).toBe("provisioned");
});

test("an order that was moved by hand does not move on by itself", () => {
  const { book, kept } = createApproved();
  book.move(kept, "needs_attention");
  vi.runAllTimers();
  expect(kept.order.state).toBe("needs_attention");
});
