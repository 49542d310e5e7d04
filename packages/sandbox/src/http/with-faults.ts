import { setTimeout as sleep } from "node:timers/promises";
import { HttpResponse } from "msw";
import { type Call, type Incoming, readCall } from "./call.ts";
import type { Fault } from "./fault.ts";
import type { Faults } from "./faults.ts";
import { faultyResponse, type ErrorShape } from "./faulty-response.ts";
import type { Outage } from "./outage.ts";
import type { RequestLog } from "./request-log.ts";

/** The state shared by all operations of one simulated API. */
export interface SimulatedApi<Operation extends string> {
  readonly faults: Faults<Operation>;
  readonly outage: Outage;
  readonly log: RequestLog;
  readonly errors: ErrorShape;
}

/** The handler of an operation. */
export type Effect = (call: Call) => Response | Promise<Response>;

/** An msw resolver that logs the call, applies an outage or the operation's next fault, or runs the handler. */
export function withFaults<Operation extends string>(
  host: SimulatedApi<Operation>,
  operation: Operation,
  effect: Effect,
): (incoming: Incoming) => Promise<Response> {
  return async (incoming) => {
    const call = await readCall(incoming);
    host.log.record(call);
    const { kind } = host.outage;
    if (kind) {
      host.faults.count("outage", operation);
      return kind === "refused" ? HttpResponse.error() : host.errors.statusError(503);
    }
    const fault = host.faults.take(operation);
    return fault ? applyFault(host, fault, () => effect(call)) : effect(call);
  };
}

async function applyFault(
  host: SimulatedApi<string>,
  fault: Fault<string>,
  effect: () => Response | Promise<Response>,
): Promise<Response> {
  const answered = fault.when === "after" ? await effect() : undefined;
  if (fault.latencyMs) await sleep(fault.latencyMs, undefined, { ref: false });
  if (fault.kind === "delay") return answered ?? effect();
  return faultyResponse(fault, host.errors);
}
