import type { BillingClient } from "@onekonsole/billing-client";
import type { AppOutputs } from "@onekonsole/billing-contract";
import type { Terminal } from "./terminal.ts";

/** The operator procedures of the billing client. */
export type Operators = BillingClient["operator"];

/** An order with its money, refunds and history. */
export type OrderDetail = AppOutputs["operator"]["order"];

type AnyAction = OrderDetail["available_actions"][number];

/** The name of an operator's action on an order. */
export type ActionName = AnyAction["action"];

/** An action that the service reports as possible, with its effect. */
export type AvailableAction<Name extends ActionName> = Extract<
  AnyAction,
  { readonly action: Name }
>;

/** An order as `billing orders` lists it. */
export type OrderSummary = AppOutputs["operator"]["orders"]["orders"][number];

/** What a command runs with. */
export interface CommandContext {
  readonly terminal: Terminal;
  /** Throws a UsageError if settings are missing; sends no request. */
  connect(): Operators;
}

/** A subcommand of `billing`. */
export interface Command {
  /** Its line in `billing --help`. */
  readonly summary: string;
  readonly help: string;
  /** Resolves with the exit code; rejects with an error that `describeFailure` explains. */
  run(args: readonly string[], context: CommandContext): Promise<number>;
}
