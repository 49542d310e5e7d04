import type { OrderState } from "@onekonsole/billing-contract";
import type { Sandbox } from "@onekonsole/billing-sandbox";
import type { Customer } from "../customers/customer.ts";

/** The customer's actions; resolves after the last of them. */
export type RunScenario = (customer: Customer, sandbox: Sandbox) => Promise<unknown>;

/** One way through the checkout. */
export interface Scenario {
  readonly name: string;
  /** The scenario's share of all customers, in percent, approximately. */
  readonly weight: number;
  /** The states in which such a customer's orders may end. */
  readonly expectedStates: readonly OrderState[];
  readonly run: RunScenario;
}

/** The scenario of which exactly one order must be delivered. */
export const boughtTwice = "pays for one cluster twice";
