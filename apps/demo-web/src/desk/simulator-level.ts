import type { Conditions, SandboxClient } from "@onekonsole/billing-sandbox/control";

export type SimulatorName = keyof Conditions["outages"];

/** How well a simulator works. */
export const levels = ["normal", "slow", "unavailable", "refused"] as const;

export type Level = (typeof levels)[number];

export const levelTitles: Readonly<Record<Level, string>> = {
  normal: "Normal",
  slow: "Slow (up to 3 s)",
  unavailable: "Returns 503",
  refused: "Unreachable",
};

const slowMs = 3_000;

/** The level of a simulator; undefined with faults that no level has. */
export function simulatorLevel(
  conditions: Conditions,
  simulator: SimulatorName,
): Level | undefined {
  const outage = conditions.outages[simulator];
  if (outage !== "none") return outage;
  const random = conditions.random_faults.find((it) => it.simulator === simulator);
  if (random) return random.is_slowness ? "slow" : undefined;
  return conditions.waiting_faults[simulator] === 0 ? "normal" : undefined;
}

/** Sets the level of a simulator, and removes its other faults. */
export async function setLevel(
  control: SandboxClient,
  simulator: SimulatorName,
  level: Level,
): Promise<void> {
  await control.faults.clear({ simulator });
  if (level === "slow")
    await control.faults.random({ simulator, rate: 1, kinds: ["delay"], latency_ms: slowMs });
  else if (level !== "normal") await control.faults.outage({ simulator, kind: level });
}
