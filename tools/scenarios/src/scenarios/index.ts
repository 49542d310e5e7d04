import type { Scenario } from "../scenario.ts";
import { disputes } from "./disputes.ts";
import { duplicates } from "./duplicates.ts";
import { failures } from "./failures.ts";
import { payments } from "./payments.ts";
import { refunds } from "./refunds.ts";
import { waits } from "./waits.ts";

/** All scenarios, by kind. */
export const scenarios: readonly Scenario[] = [
  ...payments,
  ...duplicates,
  ...refunds,
  ...disputes,
  ...failures,
  ...waits,
];
