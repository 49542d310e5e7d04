import { afterEach, expect, test, vi } from "vitest";
import { findLiveSetting } from "./live-credentials.ts";
import { startSandbox } from "./start-sandbox.ts";

afterEach(() => vi.unstubAllEnvs());

test.each([
  ["paypal_environment", "live"],
  ["PAYPAL_MODE", "Live"],
  ["PAYPAL_ENV", "production"],
  ["paypal_base_url", "https://api-m.paypal.com"],
  ["PAYPAL_API", "https://api.paypal.com/v2"],
])("%s=%s is a live setting", (name, value) => {
  expect(findLiveSetting({ PATH: "/bin", [name]: value })).toBe(name);
});

test.each([
  ["paypal_environment", "sandbox"],
  ["paypal_base_url", "https://api-m.sandbox.paypal.com"],
  ["NODE_ENV", "production"],
  ["DOCS", "https://api-m.paypal.com"],
])("%s=%s is none", (name, value) => {
  expect(findLiveSetting({ [name]: value })).toBeUndefined();
});

test("the sandbox does not start beside a live setting", async () => {
  vi.stubEnv("paypal_environment", "live");
  await expect(startSandbox()).rejects.toThrow("unset paypal_environment");
});
