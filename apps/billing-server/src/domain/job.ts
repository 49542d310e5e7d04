/** A job that the new state needs; queued in the transaction that writes the state. */
export type Job = "capture" | "deliver" | "refund";
