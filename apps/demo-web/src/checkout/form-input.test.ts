import { describe, expect, test } from "vitest";
import { type CheckoutForm, emptyForm } from "./checkout-form.ts";
import { toCheckoutOrder, toPricedDetails } from "./form-input.ts";

const page = { origin: "https://console.example.org", locale: "fr-FR" };
const form: CheckoutForm = {
  ...emptyForm,
  clusterName: " my-cluster ",
  imagesStorage: "12",
  monitoringStorage: "34",
  currency: "USD",
};

describe("toCheckoutOrder", () => {
  test("has wire names, whole numbers, the return and cancel URLs, and the locale", () => {
    const everything = { ...form, hasMonitoring: true, hasAlerting: true };
    expect(toCheckoutOrder(everything, page)).toEqual({
      order_details: {
        user_id: emptyForm.userId,
        cluster_name: "my-cluster",
        images_storage: 12,
        has_monitoring: true,
        monitoring_storage: 34,
        has_alerting: true,
      },
      return_url: "https://console.example.org/return",
      cancel_url: "https://console.example.org/cancel",
      locale: "fr-FR",
    });
  });

  test("omits monitoring storage without monitoring, whatever was typed", () => {
    const { order_details } = toCheckoutOrder({ ...form, monitoringStorage: "x" }, page);
    expect(order_details).not.toHaveProperty("monitoring_storage");
    expect(order_details.has_monitoring).toBe(false);
  });

  test("rejects a form that was not validated", () => {
    expect(() => toCheckoutOrder({ ...form, imagesStorage: "" }, page)).toThrow(RangeError);
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
