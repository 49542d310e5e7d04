import type { AppInputs, AppOutputs } from "@onekonsole/billing-contract";
import { BillingError } from "../../domain/billing-error.ts";
import type { OperatorStore, PlaceInList, StandingOrder } from "../../domain/operator-store.ts";
import type { OrderId } from "../../domain/order.ts";
import { presentLine } from "./present-order.ts";

const usualLimit = 50;

/** A page of orders by state and age; `invalid_input` for an `after` that no answer gave. */
export async function listOrders(
  operators: OperatorStore,
  input: AppInputs["operator"]["orders"],
): Promise<AppOutputs["operator"]["orders"]> {
  const {
    states,
    disputed = false,
    refund_pending: refundPending = false,
    older_than_seconds: seconds = 0,
    limit = usualLimit,
    after,
  } = input ?? {};
  const found = await operators.list({
    states,
    disputed,
    refundPending,
    forMs: seconds * 1000,
    limit,
    after: after === undefined ? null : placeOf(after),
  });
  const last = found.at(-1);
  return {
    orders: found.map(presentLine),
    next: last && found.length === limit ? nameOf(last) : null,
  };
}

const nameOf = ({ order, stateSince }: StandingOrder): string =>
  `${order.state}|${stateSince.toISOString()}|${order.id}`;

const nameOfPlace = /^(\w+)\|(\d{4}-[\d:T.-]+Z)\|([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

function placeOf(name: string): PlaceInList {
  const [, state, time = "", id] = nameOfPlace.exec(name) ?? [];
  const stateSince = new Date(time);
  if (Number.isFinite(stateSince.getTime()))
    return { inHands: state === "needs_attention", stateSince, id: id as OrderId };
  const fields = [{ path: "after", message: "must be the `next` of an earlier answer" }];
  throw new BillingError("invalid_input", { fields });
}
