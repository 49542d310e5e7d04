import type { SendFailure } from "../domain/dispatch.ts";

/** An endpoint that receives events. */
export interface ActiveEndpoint {
  readonly id: string;
  readonly source: "configuration" | "operator";
  readonly url: string;
  readonly secretGeneration: number;
  /** The secret of the generation before signs as well. */
  readonly hasEarlierSecret: boolean;
}

/** The sending of one event to one endpoint, claimed by this process for half a minute. */
export interface ClaimedDispatch {
  readonly position: bigint;
  /** Including the one that is claimed. */
  readonly attempts: number;
}

/** Dispatches that were claimed together, with the endpoint as it was then. */
export interface ClaimedBatch {
  readonly endpoint: ActiveEndpoint;
  readonly dispatches: readonly ClaimedDispatch[];
}

/** What an attempt changes: sent, to be sent again after a pause, or given up. */
export type DispatchResult = ClaimedDispatch & {
  readonly status: number | null;
} & (
    | { readonly state: "sent"; readonly failure: null }
    | { readonly state: "pending"; readonly failure: SendFailure | null; readonly pauseMs: number }
    | { readonly state: "dead"; readonly failure: SendFailure }
  );

/** The events of the feed that wait for endpoints. Several replicas may use all methods at once. */
export interface EndpointOutbox {
  /** Those that are not disabled. */
  active(): Promise<readonly ActiveEndpoint[]>;
  /** Adds a dispatch for each event of the next page of the feed; false if there may be none behind it. */
  fanOut(endpointId: string): Promise<boolean>;
  /**
   * Claims due dispatches, those due longest first. If their results are not recorded within half a minute,
   * since this process ended, they are due again. `null` if none is due, or if the endpoint is disabled or
   * requested a pause that has not ended, whichever replica noted it.
   */
  claim(endpointId: string, limit: number): Promise<ClaimedBatch | null>;
  /** Records the results. A result of an earlier attempt than the last one counts only if it was sent. */
  record(endpointId: string, results: readonly DispatchResult[]): Promise<void>;
  /** Sends the endpoint nothing until then. */
  hold(endpointId: string, ms: number): Promise<void>;
  /** Disables an endpoint that wants no more events; its events wait until an operator enables it. */
  disable(endpointId: string): Promise<void>;
}
