import { declaresError, orderStateMeaning } from "@onekonsole/billing-contract";
import type { Scheduler } from "fast-check";
import { vi } from "vitest";
import { BillingError } from "../domain/billing-error.ts";
import type { Order, PayPalOrderId } from "../domain/order.ts";
import type { PayPalEvent } from "../domain/paypal-event.ts";
import { jobFor } from "../domain/state-traits.ts";
import { noopTracer } from "../ports/tracer.ts";
import { approveOrder } from "../procedures/approve-order.ts";
import { captureOrder } from "../workers/capture-order.ts";
import { deliverOrder } from "../workers/deliver-order.ts";
import { handleDeadLetter } from "../workers/handle-dead-letter.ts";
import { processWebhook } from "../workers/process-webhook.ts";
import { refundOrder } from "../workers/refund-order.ts";
import { RetryableError } from "../workers/retryable-error.ts";
import { sweep } from "../workers/sweep.ts";
import { ingress } from "./callers.ts";
import { createMemoryStore, type MemoryStore } from "./memory-store.ts";
import { quietLog } from "./quiet-log.ts";
import { sampleDependencies } from "./sample-dependencies.ts";
import { sampleOrder } from "./sample-order.ts";
import { simulateOperator } from "./simulated-operator.ts";
import {
  type Fault,
  type MissingPart,
  simulatePayPal,
  type PayPalBehavior,
} from "./simulated-paypal.ts";
import { simulateWebOrder } from "./simulated-web-order.ts";
import type { SimulationStep } from "./simulation-step.ts";

export interface Scenario extends PayPalBehavior {
  /** The faults of successive upstream calls; afterwards none. */
  readonly faults: readonly Fault[];
  /** What PayPal's responses about the order omit, one entry per response; afterwards nothing. */
  readonly missingParts: readonly MissingPart[];
  readonly webOrderRefuses: boolean;
  /** The state of the order at the first step. */
  readonly start: "awaiting_approval" | "approved" | "captured";
}

/** One order and all actors that change it, each on a possibly stale copy. */
export interface OrderSimulation {
  /** The violated rules so far. */
  readonly violations: readonly string[];
  /** The applied events, to explain a violation. */
  describe(): string;
  /** Brings the order to the start state of the scenario. */
  begin(): Promise<void>;
  /** A copy of the rows, for trying actions without an effect on the simulation. */
  fork(): MemoryStore;
  /** Performs a step; resolves when its action is complete. */
  take(step: SimulationStep): Promise<void>;
  /** Stops all faults, runs all outstanding work, then compares the row with PayPal. */
  heal(): Promise<void>;
}

type Queued = MemoryStore["queued"][number];

const moneyEvents: ReadonlySet<string> = new Set([
  "capture_completed",
  "capture_mismatched",
  "capture_reversed",
  "duplicate_paid",
]);
// Events that require an operator's decision, independent of the money.
const reviewEvents: ReadonlySet<string> = new Set(["gave_up", "duplicate_paid", "conflict_found"]);
const statesWithoutMoney: ReadonlySet<Order["state"]> = new Set([
  "awaiting_approval",
  "approved",
  "capture_failed",
  "expired",
]);

/** Simulates one order; the scheduler decides the order of all calls. */
export function simulateOrder(scheduler: Scheduler, scenario: Scenario): OrderSimulation {
  const order = sampleOrder({
    createdAt: new Date(),
    approveBefore: new Date(Date.now() + 3 * hourMs),
  });
  const rows = createMemoryStore(order);
  const violations: string[] = [];
  const working = new Set<Queued>();
  const unprocessed: PayPalEvent[] = [];
  const faults = scenario.faults.values();
  let isHealing = false;
  let tookMoney = 0;
  let isFullyReturned = false;
  let didPersonAct = false;

  const check = (isRight: boolean, rule: string) => {
    const { state, version } = rows.row(order);
    if (!isRight) violations.push(`${rule} (${state}, version ${version})`);
  };
  const pause = (name: string) => scheduler.schedule(Promise.resolve(), name);
  const fault = (): Fault => (isHealing ? "none" : (faults.next().value ?? "none"));
  const missingParts = scenario.missingParts.values();
  const missingPart = (): MissingPart =>
    isHealing ? "nothing" : (missingParts.next().value ?? "nothing");
  const paypal = simulatePayPal({ order, pause, fault, missingPart }, scenario);
  const webOrder = simulateWebOrder({
    pause,
    fault,
    refuses: scenario.webOrderRefuses,
    onRow: () => {
      check(webOrder.rows <= 1, "a cluster was ordered twice");
      check(!isFullyReturned, "a cluster was ordered after its money was being given back");
    },
  });

  function checkRow(): void {
    const row = rows.row(order);
    const { state, capturedAmount, refundedAmount, reversedAmount } = row;
    const isRefused = row.duplicateOf !== null;
    check(
      capturedAmount === 0n || !statesWithoutMoney.has(state),
      "the state must not have captured money",
    );
    // A refund may be reported before the cancellation of an earlier reversal.
    const isBehind = paypal.hasReturned;
    check(isBehind || refundedAmount + reversedAmount <= capturedAmount, "refunds exceed captures");
    check(tookMoney <= 1, "the order was captured twice");
    const isOverdone = paypal.declines > paypal.approvals && !didPersonAct;
    check(!isOverdone, "an approval was captured again after PayPal had declined it");
    check(!isRefused || state !== "approved" || didPersonAct, "a refused purchase was captured");
  }

  const store: MemoryStore = {
    ...rows,
    find: (id) => pause("find").then(() => rows.find(id)),
    findByPayPalId: (id) => pause("find").then(() => rows.findByPayPalId(id)),
    refundsOf: (id) => pause("refunds").then(() => rows.refundsOf(id)),
    apply: async (copy, event, cause) => {
      await pause(`apply ${event.type}`);
      const before = rows.row(order).state;
      const moved = await rows.apply(copy, event, cause);
      if (moved && moneyEvents.has(event.type)) tookMoney += 1;
      if (moved && event.type === "delivery_retried") isFullyReturned = false;
      if (before === "captured" && moved?.state === "refunding") isFullyReturned = true;
      checkRow();
      return moved;
    },
    recordRefund: async (...report) => {
      await pause("record refund");
      const recorded = await rows.recordRefund(...report);
      checkRow();
      return recorded;
    },
    failRefund: (...refund) => pause("fail refund").then(() => rows.failRefund(...refund)),
    beginDelivery: async (copy) => {
      await pause("begin delivery");
      const begun = await rows.beginDelivery(copy);
      // The process may stop after the mark.
      await pause("delivery begun");
      return begun;
    },
    endDelivery: (...end) => pause("end delivery").then(() => rows.endDelivery(...end)),
    claimDue: async () => {
      await pause("claim");
      return claims.splice(0);
    },
  };
  /** Reserves the name for another order, unless this order is approved. */
  function reserveName(): void {
    if (rows.row(order).state === "awaiting_approval") rows.holdName("ANOTHER" as PayPalOrderId);
  }
  const claims: Order[] = [];
  const deps = { store, paypal: paypal.gateway, webOrder, log: quietLog, tracer: noopTracer };
  const operator = simulateOperator(deps, order);

  function passTime(ms: number): void {
    // Pending requests arrive before the time passes.
    webOrder.deliverPending();
    vi.setSystemTime(Date.now() + ms);
  }

  const run = ({ job, id: orderId, isRetry }: Queued): Promise<void> => {
    if (job === "capture") return captureOrder(deps, { orderId, isRetry });
    return job === "deliver" ? deliverOrder(deps, { orderId }) : refundOrder(deps, { orderId });
  };
  const isWaiting = (it: Queued) => !working.has(it);

  async function work(use: (queued: Queued) => Promise<void>): Promise<void> {
    const queued = rows.queued.find(isWaiting);
    if (!queued) return;
    working.add(queued);
    const isDone = await completes(() => use(queued));
    rows.queued.splice(rows.queued.indexOf(queued), 1);
    // At the end of the queue, like a job with a backoff.
    if (!isDone) rows.queued.push({ ...queued, isRetry: true });
    working.delete(queued);
    checkJob();
  }

  /** Every state with a job has one queued, except a refund that is pending at the bank. */
  function checkJob(): void {
    const job = jobFor(rows.row(order).state);
    if (job === null || job === "refund") return;
    check(
      rows.queued.some((queued) => queued.job === job),
      "the state's job is not queued",
    );
  }

  async function follow(event: PayPalEvent): Promise<void> {
    const inbox = {
      receive: async () => 0,
      find: async (id: string) => ({ id, body: "", ageMs: 0 }),
      close: async () => undefined,
    };
    const parse = () => event;
    if (!(await completes(() => processWebhook({ ...deps, inbox, parse }, { eventId: event.id }))))
      unprocessed.push(event);
  }

  async function look(): Promise<void> {
    claims.push(rows.row(order));
    await sweep({ ...deps, perSecond: 1_000_000 });
  }

  async function noted(act: Promise<boolean>): Promise<void> {
    if (await act) didPersonAct = true;
  }

  async function take(step: SimulationStep): Promise<void> {
    switch (step.name) {
      case "payer approves":
        return paypal.approve();
      case "browser captures":
        return paypal.captureInBrowser(step.held ? "PENDING" : "COMPLETED", step.amount);
      case "PayPal decides":
        return paypal.decide(step.status);
      case "PayPal forgets":
        return paypal.forget();
      case "another order takes the name":
        return reserveName();
      case "merchant refunds":
        return paypal.returnMoney(step.amount, "refund");
      case "bank returns":
        return paypal.returnReversals();
      case "bank reverses":
        return paypal.returnMoney(step.amount, "reversal");
      case "time passes":
        return passTime(step.ms);
      case "approve": {
        const asked = sampleDependencies({ store, paypal: paypal.gateway });
        // Any declared error is accepted: only the row is checked.
        await approveOrder(asked, {
          caller: ingress,
          input: { order_id: order.paypalOrderId },
        }).catch(expectDeclared);
        return;
      }
      case "sweep":
        return look();
      case "webhook":
        return follow(eventAbout(step.topic, order, paypal.lastId(step.topic)));
      case "work":
        return work(run);
      case "job dies":
        didPersonAct = true;
        return work(({ id, job }) => handleDeadLetter(deps, { orderId: id, job }));
      case "operator refunds":
        return noted(operator.refund(step.amount));
      case "operator retries":
        return noted(operator.retry());
      case "operator closes":
        return noted(operator.close());
    }
  }

  async function begin(): Promise<void> {
    if (scenario.start === "awaiting_approval") return;
    paypal.approve();
    const approval = { type: "payer_approved", approvalTime: paypal.updateTime } as const;
    const approved = await rows.apply(order, approval, { by: "approve" });
    if (scenario.start === "approved" || !approved) return;
    paypal.captureInBrowser("COMPLETED", order.amount);
    const money = { captureId: "CAPTURE-1", currency: order.currency, amount: order.amount };
    await rows.apply(approved, { type: "capture_completed", money }, { by: "capture_job" });
    rows.queued.shift();
    tookMoney = 1;
  }

  async function heal(): Promise<void> {
    isHealing = true;
    for (let round = 0; round < 12; round += 1) {
      passTime(hourMs);
      paypal.decide("COMPLETED");
      paypal.settleRefunds();
      for (const event of unprocessed.splice(0)) await follow(event);
      for (const id of paypal.reversalIds) await follow(eventAbout("reversal", order, id));
      await follow(eventAbout("order", order, null));
      for (let left = rows.queued.length; left > 0; left -= 1) await work(run);
      await look();
    }
    compareWithPayPal();
  }

  function compareWithPayPal(): void {
    const row = rows.row(order);
    check(row.capturedAmount === paypal.captured, "captures differ from PayPal's");
    check(row.refundedAmount === paypal.refunded, "refunds differ from PayPal's");
    check(row.reversedAmount === paypal.reversed, "reversals differ from PayPal's");
    check(orderStateMeaning[row.state].settled, "the order is not settled");
    check(rows.queued.length === 0, "jobs are left");
    check(
      row.state !== "needs_attention" || row.problem !== null,
      "the order needs attention without a problem text",
    );
    check(
      row.state !== "provisioned" || webOrder.rows === 1,
      "the order is provisioned without a web-order row",
    );
    const isKnown = row.webOrderId !== null || row.state === "needs_attention" || didPersonAct;
    check(webOrder.rows === 0 || isKnown, "the web-order row is not recorded");
    check(
      row.state !== "needs_attention" || needsReview(),
      "a cancelled reversal needs manual review",
    );
    const left = row.capturedAmount - row.refundedAmount - row.reversedAmount;
    check(row.state !== "refunded" || left === 0n, "the refund is not whole");
  }

  /** Whether there is a reason other than reversals that were all cancelled. */
  function needsReview(): boolean {
    const isReturned = paypal.hasReturned && paypal.reversed === 0n && paypal.refunded === 0n;
    if (!isReturned || !scenario.namesReversals || didPersonAct) return true;
    if (scenario.refundIssue !== null) return true;
    return rows.applied.some(({ event }) => reviewEvents.has(event.type));
  }

  const describe = () =>
    rows.applied.map(({ event, cause }) => `${cause.by} ${event.type}`).join(", ");
  return { violations, describe, begin, fork: rows.fork, take, heal };
}

const hourMs = 3_600_000;

function expectDeclared(error: unknown): void {
  const isDeclared = error instanceof BillingError && declaresError("order.approve", error.code);
  if (!isDeclared) throw error;
}

/** Runs the work; false if it must be retried. */
async function completes(work: () => Promise<void>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (error instanceof RetryableError) return false;
    throw error;
  }
}

function eventAbout(
  topic: PayPalEvent["topic"],
  { paypalOrderId }: Order,
  subjectId: string | null,
): PayPalEvent {
  // Without a reversal at PayPal the event is about the order.
  const known = topic === "reversal" && subjectId === null ? "order" : topic;
  const about = { topic: known, paypalOrderId, captureId: null, subjectId };
  return { id: "WH-1", type: "ANY", ...about, payment: null };
}
