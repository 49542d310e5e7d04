import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { memoryStorage } from "../testing/memory-storage.fixture.ts";
import { type CheckoutForm, emptyForm } from "./checkout-form.ts";
import { clearForm, loadForm, saveForm } from "./stored-form.ts";

const form: CheckoutForm = {
  ...emptyForm,
  clusterName: "blue-lake",
  imagesStorage: "1.",
  hasMonitoring: true,
  currency: "JPY",
  userId: "0b1f4c1e-52a7-4bd8-9d0a-2f6f0c7a9e31",
};

beforeEach(() => {
  vi.stubGlobal("sessionStorage", memoryStorage());
  vi.stubGlobal("localStorage", memoryStorage());
});
afterEach(() => vi.unstubAllGlobals());

describe("the form kept by the browser", () => {
  test("is empty at the first visit", () => {
    expect(loadForm()).toEqual(emptyForm);
  });

  test("is the same after a reload", () => {
    saveForm(form);
    expect(loadForm()).toEqual(form);
  });

  test("is the tab's, except for the demo user, who is the browser's", () => {
    saveForm(form);
    vi.stubGlobal("sessionStorage", memoryStorage());
    expect(loadForm()).toEqual({ ...emptyForm, userId: form.userId });
    expect(sessionStorage).toHaveLength(0);
  });

  test("keeps no user id in the tab", () => {
    saveForm(form);
    const texts = Array.from({ length: sessionStorage.length }, (_, index) =>
      sessionStorage.getItem(sessionStorage.key(index) ?? ""),
    );
    expect(texts).toHaveLength(1);
    expect(texts[0]).not.toContain(form.userId);
  });

  test("is empty after its purchase, except for the currency and the user", () => {
    saveForm(form);
    clearForm("another-cluster");
    expect(loadForm()).toEqual(form);
    clearForm(form.clusterName);
    expect(loadForm()).toEqual({ ...emptyForm, currency: form.currency, userId: form.userId });
  });

  test("survives a damaged text", () => {
    saveForm(form);
    sessionStorage.setItem(sessionStorage.key(0) ?? "", '{"clusterName":');
    expect(loadForm()).toEqual({ ...emptyForm, userId: form.userId });
  });
});
