import type { z } from "zod";
import type { SimulatedApi } from "../http/with-faults.ts";
import { issuerOperations } from "../oidc/issuer-sandbox.ts";
import { paypalOperations } from "../paypal/paypal-sandbox.ts";
import { webOrderOperations } from "../web-order/web-order-sandbox.ts";
import type { ControlledSandbox } from "./handler.ts";
import type { simulatorSchema } from "./operations/shared.ts";

export type SimulatorName = z.output<typeof simulatorSchema>;

/** The operations of each simulator that can have faults. */
export const faultyOperations: Readonly<Record<SimulatorName, readonly string[]>> = {
  paypal: paypalOperations,
  web_order: webOrderOperations,
  issuer: issuerOperations,
};

/** The simulators by their names in the control API. */
export const simulatorsOf = ({
  paypal,
  webOrder,
  issuer,
}: ControlledSandbox): Readonly<Record<SimulatorName, SimulatedApi<string>>> => ({
  paypal,
  web_order: webOrder,
  issuer,
});
