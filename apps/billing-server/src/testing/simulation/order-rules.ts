import { orderStateMeaning } from "@onekonsole/billing-contract";
import type { Order } from "../../domain/order.ts";
import { jobFor } from "../../domain/state-traits.ts";
import type { MemoryStore } from "../memory-store.ts";
import type { Scenario } from "./scenario.ts";
import type { SimulatedPayPal } from "./simulated-paypal.ts";

/** The events so far that a rule depends on. */
export interface SimulatedFacts {
  /** The number of recorded captures. */
  tookMoney: number;
  isGivenBack: boolean;
  didPersonAct: boolean;
}

interface RuleSubjects {
  readonly order: Order;
  readonly rows: MemoryStore;
  readonly paypal: SimulatedPayPal;
  readonly scenario: Scenario;
  readonly facts: Readonly<SimulatedFacts>;
}

export interface OrderRules {
  /** The violated rules so far. */
  readonly violations: readonly string[];
  /** After every write. */
  checkRow(): void;
  /** Every state with a job has one queued, except a refund that is pending at the bank. */
  checkJob(): void;
  /** At every row that web-order creates. */
  checkDelivery(webOrderRows: number): void;
  /** At the end, after all outstanding work. */
  compareWithPayPal(webOrderRows: number): void;
}

// Events that require an operator's decision, independent of the money. After `fully_refunded`, PayPal showed
// the reversal as a refund, and a cancelled refund may have been wanted.
const reviewEvents: ReadonlySet<string> = new Set([
  "gave_up",
  "duplicate_paid",
  "conflict_found",
  "fully_refunded",
]);
const statesWithoutMoney: ReadonlySet<Order["state"]> = new Set([
  "awaiting_approval",
  "approved",
  "capture_failed",
  "expired",
]);

/** The rules that hold for one order, whatever happens to it. */
export function createOrderRules(subjects: RuleSubjects): OrderRules {
  const { order, rows, paypal, facts } = subjects;
  const violations: string[] = [];
  const check = (isRight: boolean, rule: string) => {
    const { state, version } = rows.row(order);
    if (!isRight) violations.push(`${rule} (${state}, version ${version})`);
  };

  function checkRow(): void {
    const row = rows.row(order);
    const { state, capturedAmount, refundedAmount, reversedAmount } = row;
    const isRefused = row.firstOrderId !== null;
    check(
      capturedAmount === 0n || !statesWithoutMoney.has(state),
      "the state must not have captured money",
    );
    // A refund may be reported before the cancellation of an earlier reversal.
    const isBehind = paypal.hasReturned;
    check(isBehind || refundedAmount + reversedAmount <= capturedAmount, "refunds exceed captures");
    check(facts.tookMoney <= 1, "the order was captured twice");
    const isOverdone = paypal.declines > paypal.approvals && !facts.didPersonAct;
    check(!isOverdone, "an approval was captured again after PayPal had declined it");
    const mayBeApproved = !isRefused || state !== "approved" || facts.didPersonAct;
    check(mayBeApproved, "a refused purchase was captured");
  }

  function checkJob(): void {
    const job = jobFor(rows.row(order).state);
    if (job === null || job === "refund") return;
    check(
      rows.queued.some((queued) => queued.job === job),
      "the state's job is not queued",
    );
  }

  function checkDelivery(webOrderRows: number): void {
    check(webOrderRows <= 1, "a cluster was ordered twice");
    check(!facts.isGivenBack, "a cluster was ordered during its refund");
  }

  function compareWithPayPal(webOrderRows: number): void {
    const row = rows.row(order);
    check(row.capturedAmount === paypal.captured, "captures differ from PayPal's");
    check(row.refundedAmount === paypal.refunded, "refunds differ from PayPal's");
    check(row.reversedAmount === paypal.reversed, "reversals differ from PayPal's");
    check(orderStateMeaning[row.state].settled, "the order is not settled");
    check(rows.queued.length === 0, "jobs are left");
    check(
      row.state !== "needs_attention" || row.problem !== null,
      "the order is in manual review without a problem text",
    );
    check(
      row.state !== "provisioned" || webOrderRows === 1,
      "the order is provisioned without a web-order row",
    );
    const isKnown =
      row.webOrderId !== null || row.state === "needs_attention" || facts.didPersonAct;
    check(webOrderRows === 0 || isKnown, "the web-order row is not recorded");
    check(
      row.state !== "needs_attention" || needsReview(subjects),
      "a cancelled reversal needs manual review",
    );
    const left = row.capturedAmount - row.refundedAmount - row.reversedAmount;
    check(row.state !== "refunded" || left === 0n, "the refund is not complete");
  }

  return { violations, checkRow, checkJob, checkDelivery, compareWithPayPal };
}

/** Whether there is a reason other than reversals that were all cancelled. */
function needsReview({ rows, paypal, scenario, facts }: RuleSubjects): boolean {
  const isReturned = paypal.hasReturned && paypal.reversed === 0n && paypal.refunded === 0n;
  if (!isReturned || !scenario.namesReversals || facts.didPersonAct) return true;
  if (scenario.refundIssue !== null) return true;
  return rows.applied.some(({ event }) => reviewEvents.has(event.type));
}
