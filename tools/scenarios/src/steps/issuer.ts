import type { ScenarioStep } from "../scenario.ts";

export const rotateKeys: ScenarioStep = {
  actor: "issuer",
  text: "The issuer signs with new keys.",
  act: ({ control }) => control.issuer.rotateKeys(),
};
