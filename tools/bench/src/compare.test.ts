import { afterEach, expect, test, vi } from "vitest";
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

afterEach(() => void vi.useRealTimers());

test("measures the time of the operations alone", async () => {
  vi.useFakeTimers({ toFake: ["performance"] });
  const run = () => {
    vi.advanceTimersByTime(500);
    return Promise.resolve();
  };
  const candidate = { name: "a", process: { cpuMicros: () => 0 }, run };
  const [score] = await compare([candidate], { rounds: 3, operations: 10, atOnce: 1 });
  expect(score?.perSecond).toBe(20);
});
