import { describe, expect, test } from "vitest";
import { type CheckoutForm, emptyForm } from "./checkout-form.ts";
import { parseForm } from "./stored-form.ts";

describe("parseForm", () => {
  test("returns a stored form unchanged, incomplete numbers included", () => {
    const form: CheckoutForm = {
      clusterName: "my-cluster",
      imagesStorage: "1.",
      hasMonitoring: true,
      monitoringStorage: "",
      hasAlerting: true,
      currency: "USD",
      userId: "someone",
    };
    const { userId, ...stored } = form;
    expect(parseForm(JSON.stringify(stored), userId)).toEqual(form);
  });

  test.each([null, "", "{", "null", "[1]", '"text"', "7"])(
    "returns the empty form for %j",
    (text) => {
      expect(parseForm(text, null)).toEqual(emptyForm);
    },
  );

  test("uses the default for a value of the wrong type", () => {
    const stored = { clusterName: 7, imagesStorage: null, hasMonitoring: "yes", currency: 7 };
    expect(parseForm(JSON.stringify(stored), null)).toEqual(emptyForm);
  });
});
