import type { Check } from "./audited-order.ts";
import type { StoredOrder } from "./stored-order.ts";

/** web-order has one row for a provisioned order, with its data, and none for other orders. */
export const isDeliveredOnce: Check = ({ stored, sandbox }) => {
  const rows = sandbox.webOrder.findRows(stored.paypalOrderId);
  if (rows.length > 1) return [`was delivered ${rows.length} times`];
  const [row] = rows;
  if (stored.state !== "provisioned")
    return row && !mayBeDelivered(stored) ? [`was delivered, but is ${stored.state}`] : [];
  if (!row) return ["is provisioned, but web-order has no row"];
  if (stored.webOrderId !== null && stored.webOrderId !== row.id)
    return [`is row ${row.id} at web-order, the database has ${stored.webOrderId}`];
  return row.user_id === stored.userId && row.cluster_name === stored.clusterName
    ? []
    : ["was delivered with another user or cluster name"];
};

/** The payment was returned after the delivery: the history has it, or an operator decides. */
const mayBeDelivered = ({ state, events }: StoredOrder): boolean =>
  state === "needs_attention" ||
  (state === "refunded" && events.some(({ event }) => event === "delivered"));
