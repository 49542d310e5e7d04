import { type BillingError, billingErrorOf } from "@onekonsole/billing-client";
import { escapeUnprintable } from "@onekonsole/billing-contract/browser";

/** The command was used wrongly; nothing was asked of the service. */
export class UsageError extends Error {}

/** The command did not do what it was asked to; the message says why. */
export class Refusal extends Error {}

export interface Failure {
  readonly sentence: string;
  readonly exitCode: 1 | 2;
}

// What an operator can do about it; the service's own words are for everybody.
const hints: Readonly<Record<string, string>> = {
  unreachable: "Is billing_url right?",
  unauthenticated: "The token is over, or not of the issuer that the service trusts.",
  forbidden: "The token lacks the operators' role.",
  not_found: "The service there has no oidc_issuer, which the operators' door needs, or is none.",
};

/** What to say of anything that a command threw, and the exit code it ends with. */
export function failureOf(error: unknown): Failure {
  if (error instanceof UsageError) return { sentence: error.message, exitCode: 2 };
  const own = [error, causeOf(error)].find((it) => it instanceof Refusal);
  // What the service or the issuer says in it must not look like a line of ours.
  return { sentence: escapeUnprintable(own?.message ?? sentenceOf(error)), exitCode: 1 };
}

function sentenceOf(error: unknown): string {
  const failed = callErrorOf(error);
  if (!failed) return `The command failed unexpectedly: ${String(error)}`;
  const { code, message, requestId } = failed;
  const quoted = requestId === undefined ? code : `${code}, request ${requestId}`;
  return [message, hints[code], `(${quoted})`].filter(Boolean).join(" ");
}

/** `undefined` for what is no failed call, such as an answer of another shape than the contract's. */
function callErrorOf(error: unknown): BillingError | undefined {
  try {
    return billingErrorOf(error);
  } catch {
    return undefined;
  }
}

const causeOf = (error: unknown): unknown => (error instanceof Error ? error.cause : undefined);
