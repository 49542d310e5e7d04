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
  const candidates = [candidate("a", 100, 9_000), candidate("b", 300, 9_000)] as const;
  const [a, b] = await compare(candidates, { rounds: 2, operations: 10, atOnce: 4 });
  expect(runs).toEqual(["a 10 4", "b 10 4", "a 10 4", "b 10 4", "a 10 4", "b 10 4"]);
  expect(a).toMatchObject({ name: "a", cpuMicros: [10, 10], databaseMicros: [0, 0] });
  expect(b).toMatchObject({ name: "b", cpuMicros: [30, 30] });
});

test("attributes the database's CPU time to the candidate of the round", async () => {
  let databaseCpu = 1_000;
  const candidate = (name: string, cost: number) => ({
    name,
    process: { cpuMicros: () => 0 },
    run: (operations: number) => Promise.resolve(void (databaseCpu += cost * operations)),
  });
  const database = { cpuMicros: () => databaseCpu };
  const candidates = [candidate("a", 2), candidate("b", 3)] as const;
  const [a, b] = await compare(candidates, { rounds: 2, operations: 10, atOnce: 1, database });
  expect([a.databaseMicros, b.databaseMicros]).toEqual([
    [2, 2],
    [3, 3],
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
  const [{ perSecond }] = await compare([candidate], { rounds: 3, operations: 10, atOnce: 1 });
  expect(perSecond).toEqual([20, 20, 20]);
});
