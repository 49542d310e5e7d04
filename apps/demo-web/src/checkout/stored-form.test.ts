import { describe, expect, test } from "vitest";
import { type CheckoutForm, emptyForm } from "./checkout-form.ts";
import { parseForm } from "./stored-form.ts";

describe("parseForm", () => {
  test("gives a stored form back as it was, half-typed numbers included", () => {
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

  test.each([null, "", "{", "null", "[1]", '"text"', "7"])("starts afresh from %j", (text) => {
    expect(parseForm(text, null)).toEqual(emptyForm);
  });

  test("takes the default for a value of the wrong kind", () => {
    const stored = { clusterName: 7, imagesStorage: null, hasMonitoring: "yes", currency: 7 };
    expect(parseForm(JSON.stringify(stored), null)).toEqual(emptyForm);
  });
});
