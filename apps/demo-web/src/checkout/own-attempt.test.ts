import { expect, test } from "vitest";
import { ownAttempt } from "./own-attempt.ts";

test("an attempt is not another user's, after a switch of the account", () => {
  const latest = { userId: "camille", seenAmount: undefined, error: new Error("taken") };
  expect(ownAttempt(latest, "jonas")).toBeUndefined();
  expect(ownAttempt(latest, " camille")).toBe(latest);
  expect(ownAttempt(undefined, "camille")).toBeUndefined();
});
