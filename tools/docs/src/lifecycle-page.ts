import { join } from "node:path";
import { orderStateMeaning, orderStates, type OrderState } from "@onekonsole/billing-contract";
import { transitionTable } from "@onekonsole/billing-server/domain/lifecycle/table";
import { jobFor } from "@onekonsole/billing-server/domain/state-traits";

/** Where the page is kept. */
export const lifecycleFile = join(import.meta.dirname, "..", "..", "..", "docs", "lifecycle.md");

interface Edge {
  readonly from: OrderState;
  readonly to: OrderState;
  readonly events: readonly string[];
}

/** The page, generated from the transition table. */
export function lifecyclePage(): string {
  return `# Order lifecycle

The states of an order and the events that change them. \`npm run docs\` generates this page from
\`apps/billing-server/src/domain/lifecycle/table.ts\`; a test fails when they differ.

\`\`\`mermaid
stateDiagram-v2
  [*] --> awaiting_approval
${edges()
  .filter(({ from, to }) => from !== to)
  .map(({ from, to, events }) => `  ${from} --> ${to}: ${events.join(", ")}`)
  .join("\n")}
\`\`\`

| state | text for the customer | pending job | events recorded without a change of state |
|---|---|---|---|
${orderStates.map(stateRow).join("\n")}

Capture events apply only while nothing is captured. A refund applies only to the remaining amount.
In \`captured\` it does not apply while a delivery may arrive; in \`needs_attention\` an operator decides.
The conditions are in \`guards.ts\` in the same folder, and the exceptions that depend on more than the
state in \`next-state.ts\`.
`;
}

function edges(): readonly Edge[] {
  return orderStates.flatMap((from) => {
    const targets = new Map<OrderState, string[]>();
    for (const [event, to] of Object.entries(transitionTable[from]))
      if (to !== null) targets.set(to, [...(targets.get(to) ?? []), event]);
    return [...targets].map(([to, events]) => ({ from, to, events }));
  });
}

function stateRow(state: OrderState): string {
  const recorded = edges().find(({ from, to }) => from === state && to === state)?.events ?? [];
  const cells = [state, orderStateMeaning[state].text, jobFor(state) ?? "", recorded.join(", ")];
  return `| ${cells.join(" | ")} |`;
}
