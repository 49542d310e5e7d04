import { expect, test } from "vitest";
import { formatTable } from "./table.ts";

test("columns are as wide as their widest cell; an empty cell prints as a dash", () => {
  const rows = [
    ["A", "captured", null],
    ["A-LONG-ONE", "", "why"],
  ];
  expect(formatTable(["order", "state", "note"], rows)).toBe(
    ["ORDER       STATE     NOTE", "A           captured  –", "A-LONG-ONE  –         why"].join(
      "\n",
    ),
  );
});
