/**
 * The authenticated caller. `ingress`: authenticated by the ingress, where no issuer is configured;
 * the user is unknown.
 */
export type Caller = { readonly kind: "ingress" } | TokenCaller;

/** A caller whose access token was verified. */
export interface TokenCaller {
  readonly kind: "token";
  /** The token's `sub`: a user's id, or a service account's. */
  readonly subject: string;
  /** The caller's name in the audit trail. */
  readonly name: string;
  readonly isOperator: boolean;
  /** Another service of ours, which acts for any user. */
  readonly isService: boolean;
  readonly expiresAt: Date;
}

/** Whether the caller may order and pay as this user, whose id is in its canonical form. */
export function mayActFor(caller: Caller, userId: string): boolean {
  if (caller.kind === "ingress" || caller.isService) return true;
  // Hex digits: an upper-case subject is the same one.
  return caller.subject.toLowerCase() === userId;
}

/** Whether the caller may see what is this user's: operators see everything, and act by a door of their own. */
export function maySee(caller: Caller, userId: string): boolean {
  return mayActFor(caller, userId) || (caller.kind === "token" && caller.isOperator);
}
