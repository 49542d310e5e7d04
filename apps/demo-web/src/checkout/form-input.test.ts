import { describe, expect, test } from "vitest";
import { type CheckoutForm, emptyForm } from "./checkout-form.ts";
import { toCreateOrderInput, toPricedDetails } from "./form-input.ts";

const origin = "https://console.example.org";
const form: CheckoutForm = {
  ...emptyForm,
  clusterName: " my-cluster ",
  imagesStorage: "12",
  monitoringStorage: "34",
  currency: "USD",
};

describe("toCreateOrderInput", () => {
  test("has wire names, whole numbers, and the return and cancel URLs", () => {
    const everything = { ...form, hasMonitoring: true, hasAlerting: true };
    expect(toCreateOrderInput(everything, origin)).toEqual({
      order_details: {
        user_id: emptyForm.userId,
        cluster_name: "my-cluster",
        images_storage: 12,
        has_monitoring: true,
        monitoring_storage: 34,
        has_alerting: true,
      },
      currency: "USD",
      return_url: "https://console.example.org/return",
      cancel_url: "https://console.example.org/cancel",
    });
  });

  test("omits monitoring storage without monitoring, whatever was typed", () => {
    const { order_details } = toCreateOrderInput({ ...form, monitoringStorage: "x" }, origin);
    expect(order_details).not.toHaveProperty("monitoring_storage");
    expect(order_details.has_monitoring).toBe(false);
  });

  test("rejects a form that was not validated", () => {
    expect(() => toCreateOrderInput({ ...form, imagesStorage: "" }, origin)).toThrow(RangeError);
  });
});

describe("toPricedDetails", () => {
  test("is undefined for an incomplete storage", () => {
    expect(toPricedDetails({ ...form, imagesStorage: "" })).toBeUndefined();
    expect(
      toPricedDetails({ ...form, hasMonitoring: true, monitoringStorage: "1." }),
    ).toBeUndefined();
  });

  test("ignores monitoring storage without monitoring", () => {
    expect(toPricedDetails({ ...form, monitoringStorage: "" })).toEqual({
      images_storage: 12,
      has_monitoring: false,
      has_alerting: false,
    });
  });
});
