import type { Cause } from "../domain/audit-event.ts";
import type { Job } from "../domain/job.ts";
import type { Order, OrderId } from "../domain/order.ts";
import { type ProblemText, problemTexts } from "../domain/problem-texts.ts";
import type { Refund } from "../domain/refund.ts";
import { jobFor } from "../domain/state-traits.ts";
import { RetryableError } from "./retryable-error.ts";
import { type SyncDependencies, syncOrder } from "./sync-order.ts";

const reasons: Readonly<Record<Exclude<Job, "refund">, ProblemText>> = {
  capture: problemTexts.capture_unanswered,
  deliver: problemTexts.delivery_unanswered,
};

/** A job that used up its retries, and its last error if known. */
interface DeadLetter {
  readonly orderId: OrderId;
  readonly job: string;
  readonly lastFailure?: string | undefined;
}

/** Moves an order whose job failed for hours to manual review; its history shows the last error. */
export async function handleDeadLetter(
  deps: SyncDependencies,
  { orderId, job, lastFailure }: DeadLetter,
): Promise<void> {
  const { store } = deps;
  const cause = toCause(lastFailure);
  const order = await store.find(orderId);
  if (order && job === "refund") return failRefunds(deps, order, cause);
  if (!order) return;
  const isLost = job === "deliver" && order.delivery !== "none";
  if (isLost && order.state === "refunding")
    throw new RetryableError("A refund is in progress; the delivery is decided after it.");
  const reason =
    isLost && order.state === "refunded"
      ? problemTexts.refunded_possibly_delivered
      : reasonFor(order, job);
  if (reason === null) return;
  const moved = await store.apply(order, { type: "gave_up", reason }, cause);
  if (!moved) throw new RetryableError("The order changed at the same time.");
}

/** `null` if the order does not wait for this job: a capture's dead letter is ignored after the capture. */
function reasonFor({ state }: Order, job: string): ProblemText | null {
  const awaited = jobFor(state);
  if (awaited === null || awaited === "refund" || awaited !== job) return null;
  return reasons[awaited];
}

function toCause(lastFailure: string | undefined): Cause {
  if (lastFailure === undefined) return { by: "dead_letter" };
  // PostgreSQL rejects zero bytes, and a message may quote an upstream.
  const text = lastFailure.replace(internalName, "").replaceAll(/\p{Cc}/gu, " ");
  return { by: "dead_letter", note: `Last failure: ${text.slice(0, maxNoteLength)}` };
}

// The previous release used the second name; its jobs may become dead letters in this release.
const internalName = /^(?:RetryableError|RetryLater): /;
const maxNoteLength = 500;

/**
 * Refunds are rows of their own: an order may stay provisioned while a refund is pending. A refund fails only
 * if PayPal shows that it was not made, because a new request gets a new idempotency key.
 */
async function failRefunds(deps: SyncDependencies, order: Order, cause: Cause): Promise<void> {
  const { store } = deps;
  if (!(await store.listRefunds(order.id)).some(isOpen)) return;
  await syncOrder(deps, order, { by: cause.by });
  for (const refund of (await store.listRefunds(order.id)).filter(isOpen))
    await store.failRefund(order.id, refund, cause);
}

const isOpen = ({ status }: Refund): boolean => status === "requested";
