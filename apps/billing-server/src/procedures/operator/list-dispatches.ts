import type { AppOutputs } from "@onekonsole/billing-contract";
import { BillingError } from "../../domain/billing-error.ts";
import { encodeCursor } from "../../domain/feed-cursor.ts";
import type { ListedDispatch } from "../../ports/endpoint-store.ts";
import type { OperatorCall } from "../call.ts";
import { position } from "./endpoint-acts.ts";
import type { EndpointDependencies } from "./endpoint-rules.ts";

type Dispatches = AppOutputs["operator"]["dispatches"];

interface DispatchesInput {
  readonly endpoint_id: string;
  readonly state?: ListedDispatch["state"] | undefined;
  readonly before?: string | undefined;
  readonly limit?: number | undefined;
}

const defaultLimit = 50;

/** A page of what was and is to be sent to an endpoint. Throws `endpoint_not_found`. */
export async function listDispatches(
  { endpoints }: EndpointDependencies,
  { input }: OperatorCall<DispatchesInput>,
): Promise<Dispatches> {
  const { endpoint_id: endpointId, state, before, limit = defaultLimit } = input;
  if (!(await endpoints.find(endpointId))) throw new BillingError("endpoint_not_found");
  const dispatches = await endpoints.dispatches({
    endpointId,
    state,
    before: before === undefined ? null : position(before, "before"),
    limit,
  });
  const last = dispatches.length === limit ? dispatches.at(-1) : undefined;
  return {
    dispatches: dispatches.map(presentDispatch),
    next: last ? encodeCursor(last.position) : null,
  };
}

const presentDispatch = (it: ListedDispatch): Dispatches["dispatches"][number] => ({
  event_id: it.eventId,
  cursor: encodeCursor(it.position),
  type: it.type,
  order_id: it.paypalOrderId,
  state: it.state,
  attempts: it.attempts,
  last_status: it.lastStatus,
  last_failure: it.lastFailure,
  last_time: it.lastAt?.toISOString() ?? null,
  next_time: it.nextAt?.toISOString() ?? null,
});
