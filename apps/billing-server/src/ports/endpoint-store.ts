import type { OrderEventCode } from "@onekonsole/billing-contract";
import type { SendFailure } from "../domain/dispatch.ts";
import type { PayPalOrderId } from "../domain/order.ts";

/** Why an endpoint receives no events. */
export type DisabledAs = "gone" | "removed" | "unconfigured";

/** An endpoint with what waits for it. */
export interface ListedEndpoint {
  readonly id: string;
  readonly source: "configuration" | "operator";
  readonly url: string;
  readonly types: readonly OrderEventCode[] | null;
  readonly disabledAs: DisabledAs | null;
  readonly disabledAt: Date | null;
  /** At most 10,000 are counted. */
  readonly pending: number;
  readonly dead: number;
  readonly oldestPendingAt: Date | null;
  readonly earlierSecretUntil: Date | null;
  readonly addedAt: Date;
}

/** An endpoint that exists from now on: it receives the events that are committed after this. */
export interface NewEndpoint {
  readonly id: string;
  readonly url: string;
  /** `null`: all. */
  readonly types: readonly OrderEventCode[] | null;
}

/** An operator's action on an endpoint; recorded. */
export interface EndpointAct {
  readonly endpointId: string;
  readonly actor: string;
  readonly note: string;
}

/** What was sent, or is to be sent, to an endpoint. */
export interface ListedDispatch {
  readonly position: bigint;
  readonly eventId: string;
  readonly type: OrderEventCode;
  readonly paypalOrderId: PayPalOrderId;
  readonly state: "pending" | "sent" | "dead";
  readonly attempts: number;
  readonly lastStatus: number | null;
  readonly lastFailure: SendFailure | null;
  readonly lastAt: Date | null;
  /** `null` unless it is pending. */
  readonly nextAt: Date | null;
}

export interface DispatchQuery {
  readonly endpointId: string;
  readonly state: ListedDispatch["state"] | undefined;
  /** Only positions below this one. */
  readonly before: bigint | null;
  readonly limit: number;
}

/** What waits for all endpoints that are not removed. */
export interface DispatchCounts {
  /** Age of the oldest event that an enabled endpoint has still to get, pending or not handed out; 0 without one. */
  readonly oldestSeconds: number;
  /** Endpoints that returned 410. */
  readonly disabled: number;
}

/** What an operator lets be sent again. */
export type Resend =
  | { readonly what: "event"; readonly position: bigint }
  | { readonly what: "after"; readonly position: bigint }
  | { readonly what: "dead" };

/** The endpoints, for operators. An unknown or removed endpoint is `false` or `null`. */
export interface EndpointStore {
  /** Those that are not removed, by id. */
  list(): Promise<readonly ListedEndpoint[]>;
  find(id: string): Promise<Pick<ListedEndpoint, "id" | "source"> | null>;
  add(endpoint: NewEndpoint, act: Omit<EndpointAct, "endpointId">): Promise<void>;
  /** Its dispatches stay until their events are removed from the feed. */
  remove(act: EndpointAct): Promise<boolean>;
  /** Lets a disabled endpoint receive events again, from the first one that it missed. */
  enable(act: EndpointAct): Promise<boolean>;
  /**
   * Returns the generation of the new secret. The earlier one signs as well for that time. Until it ends, only a
   * rotation without an overlap is possible, since no more than two secrets sign; `null` for another one.
   */
  rotateSecret(act: EndpointAct, overlapMs: number): Promise<number | null>;
  /** Lets events be sent again, as if for the first time. */
  resend(act: EndpointAct, resend: Resend): Promise<boolean>;
  /** The latest first. */
  dispatches(query: DispatchQuery): Promise<readonly ListedDispatch[]>;
}
