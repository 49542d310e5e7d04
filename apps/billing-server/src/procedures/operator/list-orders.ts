import type { AppInputs, AppOutputs } from "@onekonsole/billing-contract";
import { BillingError } from "../../domain/billing-error.ts";
import { needsPerson } from "../../domain/needs-person.ts";
import { isOrderId } from "../../domain/order.ts";
import type { Cursor, OrderWithStateSince } from "../../ports/operator-store.ts";
import type { OperatorCall } from "../call.ts";
import type { OperatorDependencies } from "./operator-dependencies.ts";
import { presentLine } from "./present-order.ts";

const usualLimit = 50;

/** A page of orders by state and age; `invalid_input` for an `after` that no answer gave. */
export async function listOrders(
  { operators }: OperatorDependencies,
  { input }: OperatorCall<AppInputs["operator"]["orders"]>,
): Promise<AppOutputs["operator"]["orders"]> {
  const {
    states,
    disputed = false,
    refund_under_way: refundUnderWay = false,
    older_than_seconds: seconds = 0,
    limit = usualLimit,
    after,
  } = input ?? {};
  const found = await operators.list({
    states,
    disputed,
    refundUnderWay,
    forMs: seconds * 1000,
    limit,
    after: after === undefined ? null : decodeCursor(after),
  });
  const last = found.at(-1);
  return {
    orders: found.map(presentLine),
    next: last && found.length === limit ? encodeCursor(last) : null,
  };
}

/** Its first word says in which part of the list the order stands. */
const encodeCursor = ({ order, stateSince }: OrderWithStateSince): string => {
  const part = needsPerson(order) ? "needs_attention" : order.state;
  return `${part}|${stateSince.toISOString()}|${order.id}`;
};

const nameOfPlace = /^(\w+)\|(\d{4}-[\d:T.-]+Z)\|([\w-]+)$/;

function decodeCursor(name: string): Cursor {
  const [, state, time = "", id = ""] = nameOfPlace.exec(name) ?? [];
  const stateSince = new Date(time);
  if (Number.isFinite(stateSince.getTime()) && isOrderId(id))
    return { needsPerson: state === "needs_attention", stateSince, id };
  const fields = [{ path: "after", message: "must be the `next` of an earlier answer" }];
  throw new BillingError("invalid_input", { fields });
}
