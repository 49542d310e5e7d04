import type { z } from "zod";
import type { Listeners } from "../http/listeners.ts";
import type { WireLog } from "../http/wire-log.ts";
import type { IssuerSandbox } from "../oidc/issuer-sandbox.ts";
import type { PayPalSandbox } from "../paypal/paypal-sandbox.ts";
import type { WebOrderSandbox } from "../web-order/web-order-sandbox.ts";
import type { Operation, OperationGroup } from "./operation.ts";

/** What the control API acts on. */
export interface ControlledSandbox {
  readonly paypal: PayPalSandbox;
  readonly webOrder: WebOrderSandbox;
  readonly issuer: IssuerSandbox;
  readonly wire: WireLog;
  /** Called after each operation that may have changed the sandbox, with its name. */
  readonly acted: Listeners<string>;
  /** The base URL of a port that no outage closes. */
  readonly controlUrl: string;
  /** The host name in all URLs. */
  readonly publicHost: string;
}

/** Performs an operation. Throws `NotPossible` if the state does not allow it, and `Unknown` for an unknown id. */
export type Handler<Of extends Operation> = (
  sandbox: ControlledSandbox,
  input: z.output<Of["input"]>,
) => z.input<Of["output"]> | Promise<z.input<Of["output"]>>;

/** A handler for each operation of a group. */
export type GroupHandlers<Group extends OperationGroup> = {
  readonly [Name in keyof Group]: Handler<Group[Name]>;
};

/** There is nothing with the given id. */
export class Unknown extends Error {
  override readonly name = "Unknown";
}
