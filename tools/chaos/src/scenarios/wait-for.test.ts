import { expect, test, vi } from "vitest";
import { waitFor } from "./wait-for.ts";

const customer = { pause: () => Promise.resolve() };

test("resolves with true as soon as the condition holds", async () => {
  const isMet = vi.fn<() => Promise<boolean>>().mockResolvedValue(false);
  isMet.mockResolvedValueOnce(false).mockResolvedValueOnce(true);
  expect(await waitFor(customer, isMet, { longestMs: 60_000 })).toBe(true);
  expect(isMet).toHaveBeenCalledTimes(2);
});

test("resolves with false after the time limit", async () => {
  expect(await waitFor(customer, () => Promise.resolve(false), { longestMs: 20 })).toBe(false);
});

test("checks the condition at least once", async () => {
  expect(await waitFor(customer, () => Promise.resolve(true), { longestMs: 0 })).toBe(true);
});
