import { randomBytes } from "node:crypto";
import { Records } from "../../state/records.ts";
import type { Clock } from "../clock.ts";

// PayPal documents 15 minutes: developer.paypal.com/limited-release/sdk/js/v6/reference.
const lifetimeMs = 15 * 60_000;

/** Tokens that a page may have, unlike access tokens: they start the browser SDK and nothing else. */
export class ClientTokens {
  readonly #clock: Clock;
  /** By token. */
  readonly expiries: Records<number> = new Records();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** A new token; its lifetime is in seconds. */
  issue(): { readonly token: string; readonly expiresIn: number } {
    const token = `CT${randomBytes(32).toString("base64url")}`;
    this.expiries.set(token, this.#clock.now() + lifetimeMs);
    return { token, expiresIn: lifetimeMs / 1000 };
  }

  isValid(token: string): boolean {
    return this.#clock.now() < (this.expiries.peek(token) ?? 0);
  }
}
