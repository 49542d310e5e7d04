import type { Cause } from "../domain/audit-event.ts";
import type { Order, OrderId } from "../domain/order.ts";
import type { Refund } from "../domain/refund.ts";
import { jobFor } from "../domain/state-traits.ts";
import { RetryableError } from "./retryable-error.ts";
import { type SyncDependencies, syncOrder } from "./sync-order.ts";

const reasonOfState: Readonly<Record<string, string>> = {
  approved: "PayPal could not be reached for hours to collect the payment you approved.",
  captured: "The payment went through, but the cluster could not be ordered for hours.",
  refunded: "The payment was given back, but your cluster may have been ordered already.",
};

/** A job that used up its tries, and why the last one failed, where that is known. */
interface DeadJob {
  readonly orderId: OrderId;
  readonly job: string;
  readonly lastFailure?: string | undefined;
}

/** Hands an order whose job failed for hours to an operator, who finds the last failure in its history. */
export async function handleDeadLetter(
  deps: SyncDependencies,
  { orderId, job, lastFailure }: DeadJob,
): Promise<void> {
  const { store } = deps;
  const cause = toCause(lastFailure);
  const order = await store.find(orderId);
  if (order && job === "refund") return giveUpRefunds(deps, order, cause);
  if (!order) return;
  const isLost = job === "deliver" && order.delivery !== "none";
  if (isLost && order.state === "refunding")
    throw new RetryableError("The refund that is under way comes first.");
  // A dead capture job says nothing of an order whose delivery has begun.
  const isOwn = jobFor(order.state) === job || (isLost && order.state === "refunded");
  const reason = reasonOfState[order.state];
  if (!isOwn || !reason) return;
  const moved = await store.apply(order, { type: "gave_up", reason }, cause);
  if (!moved) throw new RetryableError("The order moved while it was given up.");
}

function toCause(lastFailure: string | undefined): Cause {
  if (lastFailure === undefined) return { by: "dead_letter" };
  // The database keeps no zero byte, and a message may quote what others sent.
  const text = lastFailure.replace(/^RetryableError: /, "").replaceAll(/\p{Cc}/gu, " ");
  return { by: "dead_letter", note: `Last failure: ${text.slice(0, longestText)}` };
}

const longestText = 500;

/**
 * Refunds are rows of their own: an order may stay provisioned while a part of its money is stuck. One is
 * given up only when PayPal shows that it was not made, for whoever asks for it again gets a new key.
 */
async function giveUpRefunds(deps: SyncDependencies, order: Order, cause: Cause): Promise<void> {
  const { store } = deps;
  if (!(await store.refundsOf(order.id)).some(isOpen)) return;
  await syncOrder(deps, order, { by: cause.by });
  for (const refund of (await store.refundsOf(order.id)).filter(isOpen))
    await store.failRefund(order.id, refund, cause);
}

const isOpen = ({ status }: Refund): boolean => status === "requested";
