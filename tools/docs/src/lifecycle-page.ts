import { join } from "node:path";
import { orderStateMeaning, orderStates, type OrderState } from "@onekonsole/billing-contract";
import { jobOfState, transitionTable } from "@onekonsole/billing-server/domain/transition";

/** Where the page is kept. */
export const lifecycleFile = join(import.meta.dirname, "..", "..", "..", "docs", "lifecycle.md");

interface Edge {
  readonly from: OrderState;
  readonly to: OrderState;
  readonly events: readonly string[];
}

/** The page as the transition table has it now. */
export function lifecyclePage(): string {
  return `# An order's life

Drawn from \`apps/billing-server/src/domain/transition.ts\`; a test fails when the two differ.

\`\`\`mermaid
stateDiagram-v2
  [*] --> awaiting_approval
${edges()
  .filter(({ from, to }) => from !== to)
  .map(({ from, to, events }) => `  ${from} --> ${to}: ${events.join(", ")}`)
  .join("\n")}
\`\`\`

| state | what the customer reads | job it waits for | events that are recorded and change no state |
|---|---|---|---|
${orderStates.map(stateRow).join("\n")}

Capture events apply only while nothing was captured, and a refund only to what is left of the money and never while a delivery may
be arriving: \`applies\` in the same file.
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
  const cells = [
    state,
    orderStateMeaning[state].text,
    jobOfState[state] ?? "",
    recorded.join(", "),
  ];
  return `| ${cells.join(" | ")} |`;
}
