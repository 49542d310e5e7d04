import { randomBytes } from "node:crypto";
import type { Clock } from "./clock.ts";

/** Why a bearer token is invalid. */
export type TokenFault = "unknown" | "expired";

export interface IssuedToken {
  readonly token: string;
  /** Remaining lifetime in seconds. */
  readonly expiresIn: number;
}

const nineHours = 32_400;

/** Access tokens and their expiry on the sandbox's clock. */
export class AccessTokens {
  /** Lifetime of new tokens in whole seconds; may be changed at any time. */
  lifetimeSeconds: number = nineHours;
  /** Remaining lifetime below which a new token is issued; PayPal does not document the value. */
  reusedUntilSeconds = 3_600;
  readonly #clock: Clock;
  readonly #expiries = new Map<string, number>();
  #current = "";

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Returns the current token while its remaining lifetime is long, as PayPal does; otherwise a new one. */
  issue(): IssuedToken {
    const left = this.#secondsLeft(this.#current);
    if (left > this.reusedUntilSeconds) return { token: this.#current, expiresIn: left };
    this.#current = `A21AA${randomBytes(48).toString("base64url")}`;
    this.#expiries.set(this.#current, this.#clock.now() + this.lifetimeSeconds * 1000);
    return { token: this.#current, expiresIn: this.lifetimeSeconds };
  }

  /** Why a token is invalid; `undefined` if it is valid. */
  findFault(token: string): TokenFault | undefined {
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
