import type { SendOutcome } from "../domain/dispatch.ts";

/** Where to send an event, and what to sign it with. */
export interface SendTarget {
  readonly url: string;
  /** At least one, in the form `whsec_…`; each signs. */
  readonly secrets: readonly string[];
  /** The configuration names the address, so it may be private. */
  readonly isTrusted: boolean;
}

/** An event as it is sent. */
export interface SentEvent {
  /** The same in each attempt. */
  readonly id: string;
  /** JSON. */
  readonly body: string;
}

/** Sends events to endpoints. */
export interface EventSender {
  /** Makes one attempt, which takes at most 15 s; never rejects. */
  send(target: SendTarget, event: SentEvent): Promise<SendOutcome>;
}
