import { expect, test } from "vitest";
import { replaceTable } from "./publish-table.ts";
import { toRow } from "./row.ts";

const begin = "<!-- bench: written by `npm run bench -- --publish` -->";
const end = "<!-- bench: end -->";
const row = (limit: number) =>
  toRow({ name: `at most ${limit}`, unit: "s", rounds: [2], target: { of: "value", limit } });
const report = {
  at: "2026-11-29T10:00:00.000Z",
  size: "full",
  machine: "2 × CPU",
  rows: [row(1), row(3), toRow({ name: "no target", unit: "s", rounds: [2] })],
} as const;

test("replaces the table and nothing else, also when it is repeated", () => {
  const page = `# Before\n${begin}\nold\n${end}\n# After\n`;
  const replaced = replaceTable(page, report);
  expect(replaced).toMatch(/^# Before\n<!-- bench: w/);
  expect(replaced).toMatch(/<!-- bench: end -->\n# After\n$/);
  expect(replaced).toContain("A full run of 2026-11-29 on 2 × CPU: 1 of 2 targets met.");
  expect(replaced).toContain("| at most 1 ");
  expect(replaced).not.toContain("old");
  expect(replaceTable(replaced, report)).toBe(replaced);
});

test("rejects a page without a place for it", () => {
  expect(() => replaceTable(`${end}\n${begin}`, report)).toThrow("no place for the table");
});
