import type { ScenarioEnding } from "./scenario.ts";

/** One field of an ending. */
export interface ComparedField {
  readonly field: keyof ScenarioEnding;
  /** The field's name for people. */
  readonly label: string;
  readonly expected: string;
  readonly seen: string;
  readonly matches: boolean;
}

const labels: Readonly<Record<keyof ScenarioEnding, string>> = {
  state: "State in billing",
  captured: "Captured",
  returned: "Refunded or reversed",
  paypal: "Status at PayPal",
  clusters: "Clusters at web-order",
  disputed: "Open dispute",
  message: "Text for the customer",
};

const show = (value: ScenarioEnding[keyof ScenarioEnding]): string =>
  typeof value === "boolean" ? (value ? "yes" : "no") : String(value);

/** Every field of the expected ending beside the one that was seen. */
export function compareEndings(
  expected: ScenarioEnding,
  seen: ScenarioEnding,
): readonly ComparedField[] {
  return (Object.keys(labels) as (keyof ScenarioEnding)[]).map((field) => ({
    field,
    label: labels[field],
    expected: show(expected[field]),
    seen: show(seen[field]),
    matches: expected[field] === seen[field],
  }));
}
