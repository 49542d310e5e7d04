import { expect, test } from "vitest";
import { sumCpuMicros } from "./postgres-cpu.ts";

/** The text of /proc/PID/stat; all times in ticks of 10 ms. */
const stat = (pid: number, parent: number, [user, system, ended]: readonly number[]) =>
  `${pid} (postgres: a (b)) S ${parent} 7 7 0 -1 4194304 100 200 3 4 ${user} ${system} ${ended} 0 20 0 1`;

test("sums the postmaster, its processes and those that have ended, and no others", () => {
  const stats = [
    stat(70, 1, [1, 2, 40]),
    stat(71, 70, [10, 5, 900]),
    stat(72, 70, [100, 0, 900]),
    stat(73, 71, [900, 900, 900]),
    stat(74, 1, [900, 900, 900]),
  ];
  expect(sumCpuMicros(70, stats)).toBe((1 + 2 + 40 + 10 + 5 + 100) * 10_000);
});
