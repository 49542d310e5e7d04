import { expect, test } from "vitest";
import { compare } from "./compare.ts";

test("measures the candidates in turn and does not count the warm-up", async () => {
  const runs: string[] = [];
  const candidate = (name: string, cpuPerRun: number, cpuOfWarmUp: number) => {
    let cpu = 0;
    return {
      name,
      process: { cpuMicros: () => cpu },
      run: (operations: number, atOnce: number) => {
        cpu += runs.includes(`${name} ${operations} ${atOnce}`) ? cpuPerRun : cpuOfWarmUp;
        runs.push(`${name} ${operations} ${atOnce}`);
        return Promise.resolve();
      },
    };
  };
  const candidates = [candidate("a", 100, 9_000), candidate("b", 300, 9_000)];
  const scores = await compare(candidates, { rounds: 2, operations: 10, atOnce: 4 });
  expect(runs).toEqual(["a 10 4", "b 10 4", "a 10 4", "b 10 4", "a 10 4", "b 10 4"]);
  expect(scores.map(({ name, cpuMicros }) => [name, cpuMicros])).toEqual([
    ["a", 10],
    ["b", 30],
  ]);
});
