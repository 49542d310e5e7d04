import { describe, expect, test } from "vitest";
import { type CheckoutForm, emptyForm } from "./checkout-form.ts";
import { parseGigabytes, validateForm } from "./validate-form.ts";

const form = (changes: Partial<CheckoutForm> = {}): CheckoutForm => ({
  ...emptyForm,
  clusterName: "my-cluster",
  ...changes,
});

describe("parseGigabytes", () => {
  test.each([
    ["5", 5],
    [" 100 ", 100],
    ["007", 7],
  ])("reads %j as %d", (text, gigabytes) => {
    expect(parseGigabytes(text)).toBe(gigabytes);
  });

  test.each(["", " ", "5.5", "-5", "1e3", "0x10", "9999999999", "ten"])("rejects %j", (text) => {
    expect(parseGigabytes(text)).toBeUndefined();
  });
});

describe("validateForm", () => {
  test("finds no problem in a valid form", () => {
    expect(validateForm(form())).toEqual({});
  });

  test("requires a cluster name, which the empty form lacks", () => {
    expect(Object.keys(validateForm(emptyForm))).toEqual(["clusterName"]);
  });

  test.each(["a", "-ab", "ab-", "My-Cluster", "a_b", "a".repeat(64)])(
    "rejects the cluster name %j",
    (clusterName) => {
      expect(validateForm(form({ clusterName }))).toEqual({ clusterName: "invalid" });
    },
  );

  test("ignores spaces around a cluster name and a user id", () => {
    const padded = form({ clusterName: " my-cluster ", userId: ` ${emptyForm.userId} ` });
    expect(validateForm(padded)).toEqual({});
  });

  test.each(["", "0", "5.5", "1000001"])("rejects %j gigabytes of image storage", (text) => {
    expect(Object.keys(validateForm(form({ imagesStorage: text })))).toEqual(["imagesStorage"]);
  });

  test("checks monitoring storage only with monitoring", () => {
    expect(validateForm(form({ monitoringStorage: "x" }))).toEqual({});
    const problems = validateForm(form({ hasMonitoring: true, monitoringStorage: "x" }));
    expect(Object.keys(problems)).toEqual(["monitoringStorage"]);
  });

  test("accepts zero monitoring storage, as the contract does", () => {
    expect(validateForm(form({ hasMonitoring: true, monitoringStorage: "0" }))).toEqual({});
  });

  test("rejects a user id that is not a UUID", () => {
    expect(validateForm(form({ userId: "me" }))).toEqual({ userId: "invalid" });
  });

  test("lists the fields in the order of the page", () => {
    const problems = validateForm(form({ clusterName: "", imagesStorage: "", userId: "" }));
    expect(Object.keys(problems)).toEqual(["clusterName", "imagesStorage", "userId"]);
  });
});
