import {
  type RestartableDatabase,
  restart,
} from "@onekonsole/billing-testkit/database/restartable-database";
import { killReplica, type ScheduledFault } from "./scheduled-faults.ts";

export interface PlannedFault {
  /** The progress of the run, from 0 to 1, at which the fault is injected. */
  readonly progress: number;
  readonly fault: ScheduledFault;
}

export interface PlanOptions {
  readonly database: RestartableDatabase;
  readonly databaseRestarts: number;
  readonly kills: number;
  readonly random: () => number;
}

/** The faults of every run, however short, spread over its progress. */
export function planFaults(
  { database, databaseRestarts, kills, random }: PlanOptions,
  possible: readonly ScheduledFault[],
): readonly PlannedFault[] {
  const databaseRestart: ScheduledFault = {
    name: "database restart",
    weight: 0,
    run: () => restart(database, random() * 1_500),
  };
  const kill = possible.find(({ name }) => name === killReplica) as ScheduledFault;
  return [
    ...spread(databaseRestart, { times: databaseRestarts, shift: 0.6 }),
    ...spread(kill, { times: kills, shift: 0.3 }),
  ].toSorted((one, other) => one.progress - other.progress);
}

interface Spread {
  readonly times: number;
  /** The place of each injection in its part of the run, from 0 to 1. */
  readonly shift: number;
}

const spread = (fault: ScheduledFault, { times, shift }: Spread): PlannedFault[] =>
  Array.from({ length: times }, (_, index) => ({ progress: (index + shift) / times, fault }));
