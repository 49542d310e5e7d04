import type { AppInputs, AppOutputs } from "@onekonsole/billing-contract";
import { awaitsManualAction } from "../../domain/awaits-manual-action.ts";
import { BillingError } from "../../domain/billing-error.ts";
import { isOrderId } from "../../domain/order.ts";
import type { Cursor, OrderWithStateSince } from "../../ports/operator-store.ts";
import type { OperatorCall } from "../call.ts";
import type { OperatorDependencies } from "./operator-dependencies.ts";
import { presentListedOrder } from "./present-order.ts";

const defaultLimit = 50;

/** A page of orders by state and age. Throws `invalid_input` for an invalid cursor in `after`. */
export async function listOrders(
  { operators }: OperatorDependencies,
  { input }: OperatorCall<AppInputs["operator"]["orders"]>,
): Promise<AppOutputs["operator"]["orders"]> {
  const {
    states,
    disputed = false,
    refund_under_way: refundUnderWay = false,
    older_than_seconds: seconds = 0,
    limit = defaultLimit,
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
    orders: found.map(presentListedOrder),
    next: last && found.length === limit ? encodeCursor(last) : null,
  };
}

/** `part|state since|id`: orders that need action are the first part. */
const encodeCursor = ({ order, stateSince }: OrderWithStateSince): string => {
  const part = awaitsManualAction(order) ? "needs_attention" : order.state;
  return `${part}|${stateSince.toISOString()}|${order.id}`;
};

const cursorPattern = /^(\w+)\|(\d{4}-[\d:T.-]+Z)\|([\w-]+)$/;

function decodeCursor(cursor: string): Cursor {
  const [, state, time = "", id = ""] = cursorPattern.exec(cursor) ?? [];
  const stateSince = new Date(time);
  if (Number.isFinite(stateSince.getTime()) && isOrderId(id))
    return { awaitsManualAction: state === "needs_attention", stateSince, id };
  const fields = [{ path: "after", message: "must be the `next` of an earlier response" }];
  throw new BillingError("invalid_input", { fields });
}
