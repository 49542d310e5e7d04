import { exportConditions, importConditions, noConditions } from "../state/simulator-state.ts";
import type { StateParts } from "../state/state-part.ts";
import type { IssuerSandbox } from "./issuer-sandbox.ts";
import type { IssuerState } from "./issuer-schema.ts";

/** The parts of the issuer's state. */
export function issuerParts(issuer: IssuerSandbox) {
  return {
    conditions: { value: () => exportConditions(issuer) },
    lifetimeSeconds: { value: () => issuer.lifetimeSeconds },
    keys: { value: () => issuer.keys.exportState() },
  } satisfies StateParts & Record<keyof IssuerState, unknown>;
}

/** Replaces the issuer's state in place. Rejects if a key is not PEM. */
export async function importIssuer(issuer: IssuerSandbox, state: IssuerState): Promise<void> {
  await issuer.keys.importState(state.keys);
  issuer.lifetimeSeconds = state.lifetimeSeconds;
  await importConditions(issuer, state.conditions);
}

/** Removes faults and outage. Keys stay. */
export async function resetIssuer(issuer: IssuerSandbox): Promise<void> {
  issuer.lifetimeSeconds = 300;
  await importConditions(issuer, noConditions);
}
