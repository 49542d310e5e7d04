/** An error response in the API's own shape, unless `body` replaces it. */
export interface StatusFault {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** A string is sent unchanged, any other value as JSON. */
  readonly body?: unknown;
}

/**
 * The kinds with a name. `delay` only waits for `latencyMs`; `reset` closes the connection, `hang` never responds,
 * `slow_drip` sends one byte of JSON white space every 100 ms without end.
 */
export const namedFaults = [
  "issue",
  "delay",
  "reset",
  "hang",
  "malformed_json",
  "html_502",
  "empty",
  "slow_drip",
] as const;

/** The kind of a fault. */
export type FaultKind = StatusFault | (typeof namedFaults)[number];

export interface Fault<Operation extends string> {
  readonly operation: Operation;
  readonly kind: FaultKind;
  /** PayPal's issue code, for the kind `issue`. */
  readonly issue?: string;
  /** `after` runs the operation first; `before`, the default, prevents it. */
  readonly when?: "before" | "after";
  /** The number of affected calls; 1 by default, `Infinity` until it is cleared. */
  readonly times?: number;
  /** A delay at the time given by `when`. */
  readonly latencyMs?: number;
}

/** The name for counts: `status_503` for a status, otherwise the kind itself. */
export function kindName(kind: FaultKind): string {
  return typeof kind === "object" ? `status_${kind.status}` : kind;
}
