import { randomBytes } from "node:crypto";
import type { Clock } from "./clock.ts";

/** What is wrong with a bearer token. */
export type TokenFault = "unknown" | "expired";

export interface IssuedToken {
  readonly token: string;
  /** Seconds it is still good for. */
  readonly expiresIn: number;
}

const nineHours = 32_400;

/** Access tokens and their life on the sandbox's clock. */
export class AccessTokens {
  /** Life of a new token in whole seconds; may be changed at any time. */
  lifetimeSeconds: number = nineHours;
  /** How long before its end PayPal stops handing the same token out again; it publishes no figure. */
  reusedUntilSeconds = 3_600;
  readonly #clock: Clock;
  readonly #expiries = new Map<string, number>();
  #current = "";

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The token already handed out while it has long to live, as PayPal does; otherwise a new one. */
  issue(): IssuedToken {
    const left = this.#secondsLeft(this.#current);
    if (left > this.reusedUntilSeconds) return { token: this.#current, expiresIn: left };
    this.#current = `A21AA${randomBytes(48).toString("base64url")}`;
    this.#expiries.set(this.#current, this.#clock.now() + this.lifetimeSeconds * 1000);
    return { token: this.#current, expiresIn: this.lifetimeSeconds };
  }

  /** `undefined` for a good token. */
  faultOf(token: string): TokenFault | undefined {
    if (!this.#expiries.has(token)) return "unknown";
    return this.#secondsLeft(token) > 0 ? undefined : "expired";
  }

  revokeAll(): void {
    this.#expiries.clear();
  }

  #secondsLeft(token: string): number {
    return Math.floor(((this.#expiries.get(token) ?? 0) - this.#clock.now()) / 1000);
  }
}
