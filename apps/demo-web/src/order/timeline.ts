import type { OrderStep } from "@onekonsole/billing-client/react";
import { type OrderState, stateMeaning } from "@onekonsole/billing-contract";
import { ofState } from "./of-state.ts";

/** What the timeline shows of an update. `time` is ISO 8601, null if the time is unknown. */
export type Step = Pick<OrderStep, "version" | "state" | "problem" | "problem_code" | "time">;

/**
 * The style of an item of the timeline; `declined` is an approval that led to no payment, `stopped` is a failure,
 * `waiting` is in manual review, `ended` is neither good nor bad.
 */
export type Progress =
  | "done"
  | "current"
  | "declined"
  | "stopped"
  | "waiting"
  | "ended"
  | "upcoming";

export interface TimelineItem extends Step {
  /** How many approvals in a row were declined; 1 for any other item. */
  readonly attempts: number;
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

/**
 * The past and the expected states, in order. Updates within one state are one item. Only the latest item has
 * its problem: a past one may ask the customer for what is no longer to be done.
 */
export function toTimeline(steps: readonly Step[]): readonly TimelineItem[] {
  const visits = foldDeclines(
    steps.filter((step, index) => step.state !== steps[index - 1]?.state),
  );
  const last = steps.at(-1);
  if (!last) return [];
  const past = visits.map((visit, index): Omit<TimelineItem, "visit"> => {
    if (index === visits.length - 1) {
      const { problem, problem_code } = last;
      return { ...visit, problem, problem_code, progress: toProgress(last.state) };
    }
    const progress = isDeclined(visit, visits[index + 1]) ? "declined" : "done";
    return { ...visit, problem: null, problem_code: null, progress };
  });
  const upcoming = (ofState(followers, last.state) ?? []).map(
    (state): Omit<TimelineItem, "visit"> => ({
      version: 0,
      state,
      problem: null,
      problem_code: null,
      time: null,
      attempts: 1,
      progress: "upcoming",
    }),
  );
  return withVisits([...past, ...upcoming]);
}

/** Whether the latest approval led to no payment, so that the order waits for another one. */
export function isLatestDeclined(steps: readonly Step[]): boolean {
  const [approved, latest] = steps
    .filter((step, index) => step.state !== steps[index - 1]?.state)
    .slice(-2);
  return approved !== undefined && isDeclined(approved, latest);
}

/** After a capture that PayPal declined, the order waits for another approval. */
const isDeclined = (step: Step, next: Step | undefined): boolean =>
  step.state === "approved" && next?.state === "awaiting_approval";

interface Visit extends Step {
  readonly attempts: number;
}

/** Several declined approvals in a row are one item: the last of them, with their number. */
function foldDeclines(visits: readonly Step[]): readonly Visit[] {
  const folded: Visit[] = [];
  for (const [index, step] of visits.entries()) {
    const earlier = folded.at(-2);
    const isRepeated =
      isDeclined(step, visits[index + 1]) &&
      earlier !== undefined &&
      isDeclined(earlier, folded.at(-1));
    if (isRepeated) folded.splice(-2);
    folded.push({ ...step, attempts: isRepeated ? earlier.attempts + 1 : 1 });
  }
  return folded;
}

function toProgress(state: OrderState): Progress {
  if (!stateMeaning(state).settled) return "current";
  if (state === "needs_attention") return "waiting";
  if (state === "refunded" || state === "closed") return "ended";
  return stateMeaning(state).payment === "Failed" ? "stopped" : "done";
}

function withVisits(items: readonly Omit<TimelineItem, "visit">[]): readonly TimelineItem[] {
  const seen = new Map<OrderState, number>();
  return items.map((item) => {
    const visit = (seen.get(item.state) ?? 0) + 1;
    seen.set(item.state, visit);
    return { ...item, visit };
  });
}
