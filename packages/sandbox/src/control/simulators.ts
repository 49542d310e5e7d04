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

/** The simulators with their names. */
export const simulatorEntries = (sandbox: ControlledSandbox) =>
  Object.entries(simulatorsOf(sandbox)) as [
    SimulatorName,
    ReturnType<typeof simulatorsOf>[SimulatorName],
  ][];

/** A value for each simulator. */
export const bySimulator = <Value>(
  sandbox: ControlledSandbox,
  valueOf: (simulator: SimulatedApi<string>, name: SimulatorName) => Value,
) =>
  Object.fromEntries(
    simulatorEntries(sandbox).map(([name, simulator]) => [name, valueOf(simulator, name)]),
  ) as Record<SimulatorName, Value>;
