import { expect, test } from "vitest";
import { formatBanner, formatOffset, formatRunsAlready } from "./banner.ts";

const urls = { web: "http://127.0.0.1:5173", "control API": "http://127.0.0.1:8044" };
const ports = [
  { name: "web", preferred: 5173, port: 5173 },
  { name: "billing", preferred: 8030, port: 41_873 },
];
const banner = (changes = {}) =>
  formatBanner({ urls, ports, notes: ["The data is new."], offsetMs: 0, ...changes });

test("has one URL a line, and fits a terminal of 80 columns", () => {
  const lines = banner({ offsetMs: 3 * 3_600_000 }).split("\n");
  expect(lines).toContain("  web         http://127.0.0.1:5173");
  expect(lines).toContain("  control API http://127.0.0.1:8044");
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(80);
});

test("names each port that moved, with the one that was expected", () => {
  const moves = banner()
    .split("\n")
    .filter((line) => line.startsWith("Port"));
  expect(moves).toEqual([
    "Port 8030 of billing is used by another program: billing has port 41873.",
  ]);
});

test("shows the notes about the data, and how far the clock is ahead", () => {
  expect(banner()).toContain("\nThe data is new.\n");
  expect(banner()).not.toContain("clock");
  expect(banner({ offsetMs: 3 * 3_600_000 })).toContain("The clock is 3 h ahead");
});

test("a second start is told where the first one runs", () => {
  const text = formatRunsAlready(urls, 4711);
  expect(text).toContain("process 4711");
  expect(text).toContain("  web         http://127.0.0.1:5173");
});

test.each([
  [20_000, "0 min"],
  [90 * 60_000, "1 h 30 min"],
  [26 * 3_600_000, "1 d 2 h"],
])("formats an offset of %i ms as %s", (milliseconds, text) =>
  expect(formatOffset(milliseconds)).toBe(text),
);
