import { expect, test } from "vitest";
import { tableOf } from "./table.ts";

test("a table's columns are as wide as their widest cell; what is not there is a dash", () => {
  const rows = [
    ["A", "captured", null],
    ["A-LONG-ONE", "", "why"],
  ];
  expect(tableOf(["order", "state", "note"], rows)).toBe(
    ["ORDER       STATE     NOTE", "A           captured  –", "A-LONG-ONE  –         why"].join(
      "\n",
    ),
  );
});
