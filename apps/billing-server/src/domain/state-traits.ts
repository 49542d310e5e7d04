import { type OrderState, orderStates } from "@onekonsole/billing-contract";
import type { Job } from "./job.ts";

/** The properties of a state that code outside the lifecycle depends on. */
interface StateTraits {
  /**
   * The job that the state waits for. Entering the state queues it, and each sweep of a due order queues it
   * again. A refund may also wait for PayPal after its job has ended.
   */
  readonly job: Job | null;
  /** A sweep reads the due order from PayPal. Otherwise the job that it queues does that. */
  readonly sweepReadsPayPal: boolean;
  /** The result of the order is still open at PayPal; reads are repeated until it is known. */
  readonly inFlight: boolean;
  /** Consecutive "not found" answers of PayPal are counted as evidence that the order is gone. */
  readonly countsMissing: boolean;
  /**
   * `approve` reads the order from PayPal, which may be ahead of the row; otherwise it returns the
   * row's result.
   */
  readonly approveReadsPayPal: boolean;
  /** The result of `approve` in this state says that no money was taken. */
  readonly approveReportsUnpaid: boolean;
  /** Entering the state reserves the user's cluster name, or releases it; `null` leaves it as it is. */
  readonly clusterName: "reserve" | "release" | null;
  /** Captured money that is neither provisioned nor returned is expected in this state. */
  readonly holdsMoney: boolean;
  /** The state needs no delivery; one that completes anyway is recorded. */
  readonly deliveryUnexpected: boolean;
  /** Unpaid and still payable; the number of such orders is limited for each user. */
  readonly countsAsOpen: boolean;
  /** Who has to act: an operator, or the merchant at PayPal if the capture is held for that; `null` for neither. */
  readonly actor: "operator" | "merchant" | null;
}

/** Every trait of every state. A new state does not compile until it has a row here. */
const stateTraits: Readonly<Record<OrderState, StateTraits>> = {
  awaiting_approval: {
    job: null,
    sweepReadsPayPal: true,
    inFlight: true,
    countsMissing: true,
    approveReadsPayPal: true,
    approveReportsUnpaid: true,
    clusterName: "release",
    holdsMoney: false,
    deliveryUnexpected: false,
    countsAsOpen: true,
    actor: null,
  },
  approved: {
    job: "capture",
    sweepReadsPayPal: false,
    inFlight: true,
    countsMissing: true,
    approveReadsPayPal: false,
    approveReportsUnpaid: false,
    clusterName: "reserve",
    holdsMoney: false,
    deliveryUnexpected: false,
    countsAsOpen: false,
    actor: null,
  },
  capture_pending: {
    job: null,
    sweepReadsPayPal: true,
    inFlight: true,
    countsMissing: true,
    approveReadsPayPal: true,
    approveReportsUnpaid: false,
    clusterName: "reserve",
    holdsMoney: false,
    deliveryUnexpected: false,
    countsAsOpen: false,
    actor: "merchant",
  },
  captured: {
    job: "deliver",
    sweepReadsPayPal: true,
    inFlight: false,
    countsMissing: false,
    approveReadsPayPal: false,
    approveReportsUnpaid: false,
    clusterName: "reserve",
    holdsMoney: true,
    deliveryUnexpected: false,
    countsAsOpen: false,
    actor: null,
  },
  provisioned: {
    job: null,
    sweepReadsPayPal: true,
    inFlight: false,
    countsMissing: false,
    approveReadsPayPal: false,
    approveReportsUnpaid: false,
    clusterName: null,
    holdsMoney: false,
    deliveryUnexpected: false,
    countsAsOpen: false,
    actor: null,
  },
  capture_failed: {
    job: null,
    sweepReadsPayPal: true,
    inFlight: false,
    countsMissing: false,
    approveReadsPayPal: true,
    approveReportsUnpaid: true,
    clusterName: "release",
    holdsMoney: false,
    deliveryUnexpected: false,
    countsAsOpen: false,
    actor: null,
  },
  expired: {
    job: null,
    sweepReadsPayPal: true,
    inFlight: false,
    countsMissing: false,
    approveReadsPayPal: true,
    approveReportsUnpaid: true,
    clusterName: "release",
    holdsMoney: false,
    deliveryUnexpected: false,
    countsAsOpen: false,
    actor: null,
  },
  refunding: {
    job: "refund",
    sweepReadsPayPal: true,
    inFlight: false,
    countsMissing: false,
    approveReadsPayPal: false,
    approveReportsUnpaid: false,
    clusterName: null,
    holdsMoney: true,
    deliveryUnexpected: true,
    countsAsOpen: false,
    actor: null,
  },
  refunded: {
    job: null,
    sweepReadsPayPal: true,
    inFlight: false,
    countsMissing: false,
    approveReadsPayPal: false,
    approveReportsUnpaid: false,
    clusterName: "release",
    holdsMoney: false,
    deliveryUnexpected: true,
    countsAsOpen: false,
    actor: null,
  },
  needs_attention: {
    job: null,
    sweepReadsPayPal: true,
    inFlight: false,
    countsMissing: true,
    approveReadsPayPal: false,
    approveReportsUnpaid: false,
    clusterName: null,
    holdsMoney: true,
    deliveryUnexpected: true,
    countsAsOpen: false,
    actor: "operator",
  },
  closed: {
    job: null,
    sweepReadsPayPal: true,
    inFlight: false,
    countsMissing: false,
    approveReadsPayPal: true,
    approveReportsUnpaid: true,
    clusterName: "release",
    holdsMoney: false,
    deliveryUnexpected: true,
    countsAsOpen: false,
    actor: null,
  },
};

// A row may have a state of a later release, during a rollout or after a rollback; such a state has
// no traits.
const traitsByState: ReadonlyMap<string, StateTraits> = new Map(Object.entries(stateTraits));

/** The job that a state waits for; `null` for none. */
export const jobFor = (state: OrderState): Job | null => traitsByState.get(state)?.job ?? null;

/** The states that wait for a job; for SQL lists. */
export const statesWithJob = (job: Job): readonly OrderState[] =>
  orderStates.filter((state) => jobFor(state) === job);

/** Whether entering a state reserves or releases the cluster name; `null` leaves it as it is. */
export const clusterNameAfter = (state: OrderState): StateTraits["clusterName"] =>
  traitsByState.get(state)?.clusterName ?? null;

/** Who has to act on an order in this state; `null` for no person. */
export const actorFor = (state: OrderState): StateTraits["actor"] =>
  traitsByState.get(state)?.actor ?? null;

/** The states in which this person has to act; for SQL lists. */
export const statesAwaiting = (actor: NonNullable<StateTraits["actor"]>): readonly OrderState[] =>
  orderStates.filter((state) => actorFor(state) === actor);

type Flag = {
  [Trait in keyof StateTraits]: StateTraits[Trait] extends boolean ? Trait : never;
}[keyof StateTraits];

export const hasTrait = (state: OrderState, trait: Flag): boolean =>
  traitsByState.get(state)?.[trait] ?? false;

/** The states that have a trait; for SQL lists. */
export const statesWhere = (trait: Flag): readonly OrderState[] =>
  orderStates.filter((state) => hasTrait(state, trait));
