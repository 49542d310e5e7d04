import { expect, test } from "vitest";
import { readOptions } from "./options.ts";

test("reads the size, the replicas and the seed", () => {
  const args = ["--orders", "30", "--replicas", "3", "--seed", "7"];
  expect(readOptions(args)).toMatchObject({ customers: 30, replicas: 3, seed: 7, built: true });
});

test("draws a seed by default", () => {
  const { customers, replicas, seed } = readOptions([]);
  expect({ customers, replicas }).toEqual({ customers: 500, replicas: 2 });
  expect(seed).toBeGreaterThanOrEqual(0);
});

test.each([
  [["--orders", "0"], "--orders must be a whole number from 1 to 100000."],
  [["--replicas", "4"], "--replicas must be a whole number from 1 to 3."],
  [["--seed=-1"], "--seed must be a whole number from 0 to 4294967295."],
])("rejects %j", (args, message) => {
  expect(() => readOptions(args)).toThrow(message);
});
