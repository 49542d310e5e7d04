import { expect, test } from "vitest";
import { readOptions } from "./options.ts";

test("reads the number of inputs and the seed", () => {
  const args = ["--inputs", "30", "--seed", "7"];
  expect(readOptions(args)).toEqual({ inputs: 30, seed: 7, built: true });
  expect(readOptions([]).inputs).toBe(10_000);
});

test("rejects a run without inputs, which would report success", () => {
  expect(() => readOptions(["--inputs", "0"])).toThrow(
    "--inputs must be a whole number from 1 to 10000000.",
  );
  expect(readOptions(["--inputs", "1"]).inputs).toBe(1);
});

test("rejects what is not a whole number", () => {
  expect(() => readOptions(["--inputs", "1e3"])).toThrow(
    "--inputs must be a whole number from 1 to 10000000.",
  );
});
