import type { z } from "zod";
import type { Fault } from "../../http/fault.ts";
import type { RandomFaults } from "../../http/random-faults.ts";
import { documentedIssues, issueStatus } from "../../paypal/issues.ts";
import { seededRandom } from "../../seeded-random.ts";
import type { GroupHandlers } from "../handler.ts";
import { checkName, InvalidInput } from "../invalid-input.ts";
import type { Operations } from "../operations/index.ts";
import {
  bySimulator,
  faultyOperations,
  simulatorEntries,
  type SimulatorName,
  simulatorsOf,
} from "../simulators.ts";

type FaultOperations = Operations["faults"];
type FaultInput = z.output<FaultOperations["add"]["input"]>;

export const faultHandlers: GroupHandlers<FaultOperations> = {
  list: (sandbox) => ({
    outages: bySimulator(sandbox, ({ outage }) => outage.kind ?? "none"),
    waiting: simulatorEntries(sandbox).flatMap(([name, { faults }]) =>
      faults.waiting.map((fault) => viewFault(name, fault)),
    ),
    operations: bySimulator(sandbox, (_, name) => [...faultyOperations[name]]),
  }),
  add: (sandbox, input) => {
    const { simulator, operation } = input;
    checkName("operation", operation, faultyOperations[simulator]);
    if (input.kind === "issue") checkIssue(input);
    simulatorsOf(sandbox)[simulator].faults.add(faultOf(input));
    return {};
  },
  issues: (_, { operation }) => {
    checkName("operation", operation, faultyOperations.paypal);
    return {
      issues: documentedIssues(operation).map((issue) => ({
        issue,
        status: issueStatus(issue, operation),
      })),
    };
  },
  random: (sandbox, { simulator, rate, seed, kinds, latency_ms: latencyMs }) => {
    const random = seededRandom(seed);
    const drawn = { random, rate, kinds: kinds as RandomFaults["kinds"], latencyMs };
    simulatorsOf(sandbox)[simulator].faults.chaos(drawn);
    return {};
  },
  clear: async (sandbox, { simulator }) => {
    for (const [name, { faults, outage }] of simulatorEntries(sandbox)) {
      if (simulator !== undefined && simulator !== name) continue;
      faults.clear();
      await outage.end();
    }
    return {};
  },
  outage: async (sandbox, { simulator, kind }) => {
    const { outage } = simulatorsOf(sandbox)[simulator];
    await (kind === "none" ? outage.end() : outage.begin(kind));
    return {};
  },
};

/** The other simulators have no catalog of issues, and return any. */
function checkIssue({ simulator, operation, issue }: FaultInput): void {
  if (issue === undefined) throw new InvalidInput("issue", "required for this kind");
  if (simulator === "paypal") checkName("issue", issue, documentedIssues(operation));
}

function faultOf({ operation, kind, issue, when, times = 1, latency_ms }: FaultInput) {
  return {
    operation,
    kind,
    issue,
    when,
    times: times === "forever" ? Infinity : times,
    ...(latency_ms === undefined ? {} : { latencyMs: latency_ms }),
  } as Fault<string>;
}

function viewFault(simulator: SimulatorName, fault: Fault<string>): FaultInput {
  const { operation, kind, issue, when, times = 1, latencyMs } = fault;
  return {
    operation,
    kind,
    ...(issue === undefined ? {} : { issue }),
    ...(when === undefined ? {} : { when }),
    simulator,
    times: times === Infinity ? "forever" : times,
    ...(latencyMs === undefined ? {} : { latency_ms: latencyMs }),
  };
}
