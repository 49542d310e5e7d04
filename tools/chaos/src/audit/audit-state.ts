import type { OrderState } from "@onekonsole/billing-contract";
import type { Check } from "./audited-order.ts";

const finalStates: ReadonlySet<string> = new Set([
  "provisioned",
  "capture_failed",
  "expired",
  "refunded",
  "needs_attention",
]);

// A customer that received no response cannot pay, so the order can only expire.
const withoutCustomer: readonly OrderState[] = ["expired"];

/** The order has ended, in a state that its scenario allows. */
export const isInExpectedState: Check = ({ stored, recorded }) => {
  const { state, problem } = stored;
  const expected = recorded?.expectedStates ?? withoutCustomer;
  if (!finalStates.has(state) && !expected.includes(state)) return [`is left in ${state}`];
  if (state === "needs_attention" && !problem) return ["is in manual review without a reason"];
  return expected.includes(state) ? [] : [`ended in ${state} (${problem ?? "no problem"})`];
};

/** The audit events have consecutive versions and lead from the first state to the current one. */
export const hasCompleteHistory: Check = ({ stored }) => {
  const { events, version, state } = stored;
  const isGapless =
    events.length === version && events.every((it, index) => it.version === index + 1);
  if (!isGapless) return [`has ${events.length} events at version ${version}`];
  const isChain = events.every((it, index) => it.from === (events[index - 1]?.to ?? null));
  return isChain && events.at(-1)?.to === state
    ? []
    : ["has a history that does not lead to its state"];
};

/** The order is disputed in the database if and only if its capture is disputed at PayPal. */
export const matchesDispute: Check = ({ stored, sandbox }) => {
  const isOpen = stored.captureId !== null && sandbox.paypal.isDisputed(stored.captureId);
  if (isOpen === stored.disputed) return [];
  return [
    isOpen
      ? "is disputed at PayPal, but not in the database"
      : "is disputed in the database, but not at PayPal",
  ];
};
