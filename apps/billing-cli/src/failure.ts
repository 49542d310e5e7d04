import { type BillingError, toBillingError } from "@onekonsole/billing-client";
import { escapeUnprintable } from "@onekonsole/billing-contract";

/** Wrong usage; no request was sent. Exit code 2. */
export class UsageError extends Error {}

/** The command was not carried out; the message has the reason. Exit code 1. */
export class Refusal extends Error {}

export interface Failure {
  readonly sentence: string;
  readonly exitCode: 1 | 2;
}

// The service's own message is written for every caller; these add the operator's next step.
const hints: Readonly<Record<string, string>> = {
  unreachable: "Check billing_url.",
  unauthenticated:
    "The token has expired, or another issuer than the service's oidc_issuer issued it: get a new one.",
  forbidden:
    "The token lacks the operator role (oidc_operator_role): have it assigned at the issuer.",
  not_found:
    "The operator API is disabled because the service has no oidc_issuer, or billing_url is wrong.",
  signing_key_missing: "Set event_signing_key in the service's configuration.",
};

/** The message and the exit code for any error that a command threw. */
export function describeFailure(error: unknown): Failure {
  if (error instanceof UsageError) return { sentence: error.message, exitCode: 2 };
  const refusal = [error, readCause(error)].find((it) => it instanceof Refusal);
  // Text from the service or the issuer must not look like a line of this command.
  return { sentence: escapeUnprintable(refusal?.message ?? failureSentence(error)), exitCode: 1 };
}

function failureSentence(error: unknown): string {
  const failed = readBillingError(error);
  if (!failed) return `The command failed unexpectedly: ${String(error)}`;
  const { code, message, requestId, fields, cursor } = failed;
  const problems = fields.map((it) => `${it.path} ${it.message}.`);
  const reference = requestId === undefined ? code : `${code}, request ${requestId}`;
  const goOn = cursor === undefined ? "" : `The kept events begin after ${cursor}.`;
  return [message, ...problems, goOn, hints[code], `(${reference})`].filter(Boolean).join(" ");
}

/** `undefined` if no call failed, for example when a response does not match the contract. */
function readBillingError(error: unknown): BillingError | undefined {
  try {
    return toBillingError(error);
  } catch {
    return undefined;
  }
}

const readCause = (error: unknown): unknown => (error instanceof Error ? error.cause : undefined);
