/** An error answer in the API's own shape, unless `body` replaces it. */
export interface StatusFault {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** A string goes out as it is, anything else as JSON. */
  readonly body?: unknown;
}

/**
 * How an answer breaks. `delay` only takes `latencyMs`; `reset` cuts the connection, `hang` never
 * answers, `slow_drip` sends one byte of JSON white space every 100 ms for ever.
 */
export type FaultKind =
  | StatusFault
  | "issue"
  | "delay"
  | "reset"
  | "hang"
  | "malformed_json"
  | "html_502"
  | "empty"
  | "slow_drip";

export interface Fault<Operation extends string> {
  readonly operation: Operation;
  readonly kind: FaultKind;
  /** PayPal's issue code, for the kind `issue`. */
  readonly issue?: string;
  /** `after` lets the effect happen first; `before`, the default, prevents it. */
  readonly when?: "before" | "after";
  /** How many calls it breaks; 1 by default, `Infinity` until it is cleared. */
  readonly times?: number;
  /** Waited at the point that `when` names. */
  readonly latencyMs?: number;
}

/** The name a kind is counted under: `status_503` for a status, else the kind itself. */
export function kindName(kind: FaultKind): string {
  return typeof kind === "object" ? `status_${kind.status}` : kind;
}
