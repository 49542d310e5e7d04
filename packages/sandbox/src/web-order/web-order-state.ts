import { exportConditions, importConditions, noConditions } from "../state/simulator-state.ts";
import { recordsPart, type StateParts } from "../state/state-part.ts";
import type { WebOrderSandbox } from "./web-order-sandbox.ts";
import type { WebOrderState } from "./web-order-schema.ts";

/** The parts of web-order's state. */
export function webOrderParts(webOrder: WebOrderSandbox) {
  return {
    conditions: { value: () => exportConditions(webOrder) },
    paypalLink: { value: () => webOrder.paypalLink },
    isProvisionerReachable: { value: () => webOrder.isProvisionerReachable },
    refusals: { value: () => Object.fromEntries(webOrder.refusals) },
    rows: recordsPart(webOrder.storedRows),
  } satisfies StateParts & Record<keyof WebOrderState, unknown>;
}

/** Replaces web-order's state in place. */
export async function importWebOrder(
  webOrder: WebOrderSandbox,
  state: WebOrderState,
): Promise<void> {
  webOrder.clear();
  webOrder.paypalLink = state.paypalLink;
  webOrder.isProvisionerReachable = state.isProvisionerReachable;
  for (const [name, refusal] of Object.entries(state.refusals)) webOrder.refuse(name, refusal);
  // Rows have the numbers of their order of arrival, beginning with 1.
  for (const { id: _, ...row } of Object.values(state.rows)) webOrder.insert(row);
  await importConditions(webOrder, state.conditions);
}

/** Removes rows, rejections, switches, faults and outage. */
export function resetWebOrder(webOrder: WebOrderSandbox): Promise<void> {
  return importWebOrder(webOrder, {
    conditions: noConditions,
    paypalLink: "up",
    isProvisionerReachable: true,
    refusals: {},
    rows: {},
  });
}
