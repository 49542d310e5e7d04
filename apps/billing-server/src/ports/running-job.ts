import type { Cause } from "../domain/audit-event.ts";
import type { Order } from "../domain/order.ts";

/** A job that runs in the process that queued it. */
export interface RunningJob {
  readonly queue: string;
  readonly id: string;
  /** Set after the commit of the transition that completed it. */
  isCompleted: boolean;
}

/** The start of a job right after the commit that queued it. */
export interface StartedAtOnce {
  /** As that transaction wrote it. */
  readonly order: Order;
  readonly job: RunningJob;
}

/** The cause of a transition, and the job that it completes in its transaction. */
export interface TransitionCause extends Cause {
  /** Its handler must need nothing more after the commit: the job does not run again. */
  readonly completes?: RunningJob | undefined;
}
