import { randomBytes } from "node:crypto";
import { Records } from "../state/records.ts";
import type { Clock } from "./clock.ts";
import type { TokensState } from "./paypal-schema.ts";

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
  /** By token. */
  readonly expiries: Records<number> = new Records();
  #current = "";

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Returns the current token while its remaining lifetime is long, as PayPal does; otherwise a new one. */
  issue(): IssuedToken {
    const left = this.#secondsLeft(this.#current);
    if (left > this.reusedUntilSeconds) return { token: this.#current, expiresIn: left };
    this.#current = `A21AA${randomBytes(48).toString("base64url")}`;
    this.expiries.set(this.#current, this.#clock.now() + this.lifetimeSeconds * 1000);
    return { token: this.#current, expiresIn: this.lifetimeSeconds };
  }

  /** Why a token is invalid; `undefined` if it is valid. */
  findFault(token: string): TokenFault | undefined {
    if (!this.expiries.has(token)) return "unknown";
    return this.#secondsLeft(token) > 0 ? undefined : "expired";
  }

  revokeAll(): void {
    this.expiries.clear();
  }

  /** All but the expiries. */
  exportState(): TokensState {
    const { lifetimeSeconds, reusedUntilSeconds } = this;
    return { lifetimeSeconds, reusedUntilSeconds, current: this.#current };
  }

  importState({ current, ...lifetimes }: TokensState): void {
    Object.assign(this, lifetimes);
    this.#current = current;
  }

  #secondsLeft(token: string): number {
    return Math.floor(((this.expiries.peek(token) ?? 0) - this.#clock.now()) / 1000);
  }
}
