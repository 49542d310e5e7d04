import { declaresError } from "@onekonsole/billing-contract/schemas";
import type { Scheduler } from "fast-check";
import { vi } from "vitest";
import { BillingError } from "../../domain/billing-error.ts";
import type { Order, PayPalOrderId } from "../../domain/order.ts";
import type { PayPalEvent } from "../../domain/paypal-event.ts";
import { noopTracer } from "../../ports/tracer.ts";
import { approveOrder } from "../../procedures/approve-order.ts";
import { handleDeadLetter } from "../../workers/handle-dead-letter.ts";
import { processWebhook } from "../../workers/process-webhook.ts";
import { sweep } from "../../workers/sweep.ts";
import { ingress } from "../callers.ts";
import { createMemoryStore, type MemoryStore } from "../memory-store.ts";
import { quietLog } from "../quiet-log.ts";
import { sampleDependencies } from "../sample-dependencies.ts";
import { sampleOrder } from "../sample-order.ts";
import { createOrderRules, type SimulatedFacts } from "./order-rules.ts";
import { createPausedStore } from "./paused-store.ts";
import type { Fault, MissingPart } from "./paypal-behavior.ts";
import type { Scenario } from "./scenario.ts";
import { completes, createJobQueue, type Queued, runJob } from "./simulated-jobs.ts";
import { simulateOperator } from "./simulated-operator.ts";
import { simulatePayPal } from "./simulated-paypal.ts";
import { simulateWebOrder } from "./simulated-web-order.ts";
import type { SimulationStep } from "./step.ts";

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

/** Simulates one order; the scheduler decides the order of all calls. */
export function simulateOrder(scheduler: Scheduler, scenario: Scenario): OrderSimulation {
  const order = sampleOrder({
    createdAt: new Date(),
    approveBefore: new Date(Date.now() + 3 * hourMs),
  });
  const rows = createMemoryStore(order);
  const unprocessed: PayPalEvent[] = [];
  const claims: Order[] = [];
  const facts: SimulatedFacts = { tookMoney: 0, isGivenBack: false, didPersonAct: false };
  const faults = scenario.faults.values();
  const missingParts = scenario.missingParts.values();
  let isHealing = false;

  const pause = (name: string) => scheduler.schedule(Promise.resolve(), name);
  const fault = (): Fault => (isHealing ? "none" : (faults.next().value ?? "none"));
  const missingPart = (): MissingPart =>
    isHealing ? "nothing" : (missingParts.next().value ?? "nothing");
  const paypal = simulatePayPal({ order, pause, fault, missingPart }, scenario);
  const rules = createOrderRules({ order, rows, paypal, scenario, facts });
  const webOrder = simulateWebOrder({
    pause,
    fault,
    refuses: scenario.webOrderRefuses,
    onRow: () => rules.checkDelivery(webOrder.rows),
  });
  const store = createPausedStore(rows, { order, pause, facts, rules, claims });
  const deps = { store, paypal: paypal.gateway, webOrder, log: quietLog, tracer: noopTracer };
  const operator = simulateOperator(deps, order);
  const work = createJobQueue(rows.queued, rules.checkJob);
  const run = (job: Queued) => runJob(deps, job);

  /** Reserves the name for another order, unless this order is approved. */
  function reserveName(): void {
    if (rows.row(order).state === "awaiting_approval") rows.holdName("ANOTHER" as PayPalOrderId);
  }

  function passTime(ms: number): void {
    // Pending requests arrive before the time passes.
    webOrder.deliverPending();
    vi.setSystemTime(Date.now() + ms);
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
    if (await act) facts.didPersonAct = true;
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
        const requested = sampleDependencies({ store, paypal: paypal.gateway });
        // Any declared error is accepted: only the row is checked.
        await approveOrder(requested, {
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
        facts.didPersonAct = true;
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
    facts.tookMoney = 1;
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
    rules.compareWithPayPal(webOrder.rows);
  }

  const describe = () =>
    rows.applied.map(({ event, cause }) => `${cause.by} ${event.type}`).join(", ");
  return { violations: rules.violations, describe, begin, fork: rows.fork, take, heal };
}

const hourMs = 3_600_000;

function expectDeclared(error: unknown): void {
  const isDeclared = error instanceof BillingError && declaresError("order.approve", error.code);
  if (!isDeclared) throw error;
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
