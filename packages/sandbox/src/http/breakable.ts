import { setTimeout as sleep } from "node:timers/promises";
import { brokenAnswer, type ErrorShape } from "./broken-answer.ts";
import { type Call, type Incoming, readCall } from "./call.ts";
import type { Fault, Faults } from "./faults.ts";
import type { RequestLog } from "./request-log.ts";

/** What every operation of one simulated API shares. */
export interface Host<Operation extends string> {
  readonly faults: Faults<Operation>;
  readonly log: RequestLog;
  readonly errors: ErrorShape;
}

/** What an operation does when nothing breaks it. */
export type Effect = (call: Call) => Response;

/** An msw resolver that logs the call and lets the next fault of its operation strike. */
export function breakable<Operation extends string>(
  host: Host<Operation>,
  operation: Operation,
  effect: Effect,
): (incoming: Incoming) => Promise<Response> {
  return async (incoming) => {
    const call = await readCall(incoming);
    host.log.record(call);
    const fault = host.faults.take(operation);
    return fault ? struck(host, fault, () => effect(call)) : effect(call);
  };
}

async function struck(
  host: Host<string>,
  fault: Fault<string>,
  effect: () => Response,
): Promise<Response> {
  const answered = fault.when === "after" ? effect() : undefined;
  if (fault.latencyMs) await sleep(fault.latencyMs, undefined, { ref: false });
  if (fault.kind === "delay") return answered ?? effect();
  return brokenAnswer(fault, host.errors);
}
