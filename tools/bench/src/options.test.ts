import { expect, test } from "vitest";
import { readOptions } from "./options.ts";

const names = ["prices", "create"];

test("runs all benchmarks in full by default", () => {
  expect(readOptions([], names)).toEqual({ size: "full", selected: names });
});

test("reads the files, the size and the selected benchmarks", () => {
  const args = ["create", "--quick", "--json", "new.json", "--compare", "old.json"];
  expect(readOptions(args, names)).toEqual({
    size: "quick",
    selected: ["create"],
    json: "new.json",
    compare: "old.json",
  });
});

test("reads the file to publish", () => {
  expect(readOptions(["--publish", "new.json"], names).publish).toBe("new.json");
});

test("keeps the order of the benchmarks", () => {
  expect(readOptions(["create", "prices"], names).selected).toEqual(names);
});

test("rejects an unknown benchmark or option", () => {
  expect(() => readOptions(["price"], names)).toThrow("Choose from: prices, create.");
  expect(() => readOptions(["--slow"], names)).toThrow("--slow");
});
