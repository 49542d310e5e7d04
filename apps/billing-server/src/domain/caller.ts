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
  /** The caller's name in the history. */
  readonly name: string;
  readonly isOperator: boolean;
  /** Another of our services, which acts for any user. */
  readonly isService: boolean;
  readonly expiresAt: Date;
}

/** Whether the caller may order and pay as this user. `userId` is in canonical form. */
export function mayActFor(caller: Caller, userId: string): boolean {
  if (caller.kind === "ingress" || caller.isService) return true;
  // The same hex digits in upper case are the same subject.
  return caller.subject.toLowerCase() === userId;
}

/**
 * Whether the caller may read this user's orders. Operators may read every order; their actions are
 * in `operator.*`.
 */
export function maySee(caller: Caller, userId: string): boolean {
  return mayActFor(caller, userId) || (caller.kind === "token" && caller.isOperator);
}
