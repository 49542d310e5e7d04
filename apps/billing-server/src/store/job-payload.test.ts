import { describe, expect, test } from "vitest";
import { sampleOrder } from "../testing/sample-order.ts";
import { orderIds, orderPayload } from "./job-payload.ts";

const order = sampleOrder();
const ids = { custom_id: order.id, order_id: order.paypalOrderId };

describe("the order ids of a queued job", () => {
  test("are read from a job of this release", () => {
    expect(orderIds(orderPayload(order))).toEqual(ids);
  });

  test("are read from a job of the previous release", () => {
    const payload = { order_id: order.id, paypal_order_id: order.paypalOrderId };
    expect(orderIds(payload)).toEqual(ids);
  });

  test("are read from a job of the next release, which writes PayPal's id as order_id", () => {
    expect(orderIds(ids)).toEqual(ids);
  });

  test("are absent from a job that is not about an order", () => {
    expect(orderIds({ event_id: "WH-1" })).toEqual({ custom_id: undefined, order_id: undefined });
  });

  test("are written under the keys that the previous release reads", () => {
    expect(orderPayload(order)).toMatchObject({
      order_id: order.id,
      paypal_order_id: order.paypalOrderId,
    });
  });
});
