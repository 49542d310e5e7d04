import type { Caller, TokenCaller } from "../domain/caller.ts";

/** Somebody the ingress let through. */
export const ingress: Caller = { kind: "ingress" };

/** A signed-in user whose token is good for a while. */
export function userCaller(subject: string, changes: Partial<TokenCaller> = {}): TokenCaller {
  return {
    kind: "token",
    subject,
    name: "a user",
    isOperator: false,
    isService: false,
    expiresAt: new Date(Date.now() + 3600_000),
    ...changes,
  };
}
