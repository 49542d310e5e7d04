import { expect, test } from "vitest";
import { until } from "./until.ts";

test("resolves with the first truthy result", async () => {
  const results = [undefined, null, false, "found"];
  expect(await until("a result exists", () => results.shift())).toBe("found");
});

test("accepts a promise", async () => {
  expect(await until("a result exists", () => Promise.resolve(7))).toBe(7);
});

test("rejects after the timeout, and names the condition", async () => {
  const never = () => undefined;
  await expect(until("it happens", never, 30)).rejects.toThrow(
    "Timed out waiting until it happens.",
  );
});

test("rejects with the error of the check", async () => {
  const fail = () => Promise.reject(new Error("unreachable"));
  await expect(until("it happens", fail)).rejects.toThrow("unreachable");
});
