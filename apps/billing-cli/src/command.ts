import type { BillingClient } from "@onekonsole/billing-client";
import type { AppOutputs } from "@onekonsole/billing-contract";
import type { Terminal } from "./terminal.ts";

/** The operators' procedures. */
export type Operators = BillingClient["operator"];

/** Everything known of an order. */
export type OrderDetail = AppOutputs["operator"]["order"];

type AnyAction = OrderDetail["available_actions"][number];

/** What can be done to an order. */
export type ActionName = AnyAction["action"];

/** An action that the service says is possible, and what it would do. */
export type AvailableAction<Name extends ActionName> = Extract<
  AnyAction,
  { readonly action: Name }
>;

/** An order as a line of the list. */
export type OrderSummary = AppOutputs["operator"]["orders"]["orders"][number];

/** Where a command works. */
export interface Desk {
  readonly terminal: Terminal;
  /** Throws a UsageError when settings are missing; asks nobody anything yet. */
  connect(): Operators;
}

/** One command of the command line. */
export interface Command {
  /** A line of the overview. */
  readonly summary: string;
  readonly help: string;
  /** Resolves with the exit code; rejects with what `failureOf` explains. */
  run(args: readonly string[], desk: Desk): Promise<number>;
}
