import type { OrderUpdate } from "@onekonsole/billing-client";
import { type OrderState, orderStateMeaning } from "@onekonsole/billing-contract/browser";

/** One update of an order. `time` is ISO 8601, null if the time is unknown. */
export interface Step {
  readonly version: number;
  readonly state: OrderState;
  readonly problem: string | null;
  readonly time: string | null;
}

/** The style of an item of the timeline; `stopped` is a failure, `waiting` is in manual review. */
export type Progress = "done" | "current" | "stopped" | "waiting" | "upcoming";

export interface TimelineItem extends Step {
  /** 1 for the first time in this state; together with the state, it identifies an item. */
  readonly visit: number;
  readonly progress: Progress;
}

const followers: Readonly<Record<OrderState, readonly OrderState[]>> = {
  awaiting_approval: ["approved", "captured", "provisioned"],
  approved: ["captured", "provisioned"],
  capture_pending: ["captured", "provisioned"],
  captured: ["provisioned"],
  provisioned: [],
  capture_failed: [],
  expired: [],
  refunding: ["refunded"],
  refunded: [],
  needs_attention: [],
  closed: [],
};

/** Adds an update. A known one, as after a reconnect, changes nothing. */
export function addStep(steps: readonly Step[], update: OrderUpdate | Step): readonly Step[] {
  if (steps.some((step) => step.version === update.version)) return steps;
  const { version, state, problem, time } = update;
  return [...steps, { version, state, problem, time }].toSorted((a, b) => a.version - b.version);
}

/**
 * The past and the expected states, in order. Updates within one state are one item with the latest
 * problem.
 */
export function toTimeline(steps: readonly Step[]): readonly TimelineItem[] {
  const visits = steps.filter((step, index) => step.state !== steps[index - 1]?.state);
  const last = steps.at(-1);
  if (!last) return [];
  const past = visits.map((step, index): Omit<TimelineItem, "visit"> => {
    const isLast = index === visits.length - 1;
    return isLast
      ? { ...step, problem: last.problem, progress: toProgress(last.state) }
      : { ...step, progress: "done" };
  });
  const upcoming = followers[last.state].map((state): Omit<TimelineItem, "visit"> => ({
    version: 0,
    state,
    problem: null,
    time: null,
    progress: "upcoming",
  }));
  return withVisits([...past, ...upcoming]);
}

function toProgress(state: OrderState): Progress {
  if (!orderStateMeaning[state].settled) return "current";
  if (state === "needs_attention") return "waiting";
  return orderStateMeaning[state].payment === "Failed" ? "stopped" : "done";
}

function withVisits(items: readonly Omit<TimelineItem, "visit">[]): readonly TimelineItem[] {
  const seen = new Map<OrderState, number>();
  return items.map((item) => {
    const visit = (seen.get(item.state) ?? 0) + 1;
    seen.set(item.state, visit);
    return { ...item, visit };
  });
}
