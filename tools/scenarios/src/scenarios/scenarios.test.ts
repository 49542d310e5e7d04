import { expect, test } from "vitest";
import { scenarios } from "./index.ts";

test("there are at least 20 scenarios, each with a name of its own", () => {
  const names = scenarios.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names.length).toBeGreaterThanOrEqual(20);
});

test("descriptions and steps are sentences", () => {
  const texts = scenarios.flatMap(({ description, steps }) => [
    description,
    ...steps.map(({ text }) => text),
  ]);
  expect(texts.filter((text) => !/^(?:[A-Z]|web-order ).*\.$/.test(text))).toEqual([]);
});

test("every scenario starts with an order", () => {
  expect(scenarios.filter(({ steps: [first] }) => first?.actor !== "customer")).toEqual([]);
});
