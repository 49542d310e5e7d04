import { createRunRecord } from "../run-record.ts";
import { auditEvidence, type RunEvidence } from "./audit.ts";
import { createAuditFixture, storedEvents } from "./audited-order.fixture.ts";
import { compareMoney } from "./compare-money.ts";
import type { StoredOrder } from "./stored-order.ts";

const deliveredEvents = storedEvents("awaiting_approval", "approved", "captured", "provisioned");

/** The row of an order that was paid and delivered. */
export const delivered = { state: "provisioned", version: 4, events: deliveredEvents } as const;

/** A money report of one currency, without a fault. */
export const moneyReports = (captured = 3_100n) =>
  compareMoney([], new Map([["EUR", captured]])).map((line) => ({ ...line, captured }));

export type RunFixture = ReturnType<typeof createRunFixture>;

/** A run with one order that was paid and delivered, on which all sides agree. */
export function createRunFixture() {
  const fixture = createAuditFixture();
  const { sandbox, record: paid } = fixture;
  const runRecord = createRunRecord();
  const expectStates = (...expectedStates: readonly StoredOrder["state"][]) =>
    runRecord.recordOrder(paid.id, {
      scenario: "a scenario",
      expectedStates,
      customer: 1,
      clusterName: "cluster",
    });
  fixture.deliver();
  expectStates("provisioned");
  return {
    ...fixture,
    runRecord,
    /** Replaces the states in which the order may end. */
    expectStates,
    evidence: (changes: Partial<RunEvidence>, order: Partial<StoredOrder>): RunEvidence => ({
      orders: [fixture.stored({ ...delivered, ...order })],
      moneyReports: moneyReports(),
      unmatchedPayments: [],
      leftovers: [],
      receipts: { series: [], withoutReceipt: [], withoutCreditNote: [] },
      sandbox,
      record: runRecord,
      deferred: { leftover: 0 },
      ...changes,
    }),
  };
}

/** One fault of a run that is otherwise correct. */
export interface Corruption {
  readonly name: string;
  /** Changes the upstreams or the customers' record. */
  readonly act?: (run: RunFixture) => unknown;
  readonly changes?: (run: RunFixture) => Partial<RunEvidence>;
  readonly order?: Partial<StoredOrder>;
  /** The beginning of each violation. */
  readonly found: readonly string[];
}

/** The violations of a corrupted run, each shortened to the length of the expected beginning. */
export function auditCorrupted({ act, changes, order = {}, found }: Corruption): readonly string[] {
  const run = createRunFixture();
  act?.(run);
  const { violations } = auditEvidence(run.evidence(changes?.(run) ?? {}, order));
  return violations.map(({ description }, index) => description.slice(0, found[index]?.length));
}
