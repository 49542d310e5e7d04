/** The forms that send requests, and their responses. */
export const tryStyle = `
.try { display: grid; gap: 0.375rem; padding: 0.875rem; border: 1px solid var(--line); border-radius: var(--radius-small); background: var(--page); }
.entry .try h3, .entry .try h4 { margin: 0; padding: 0; border: 0; font-family: inherit; font-size: 0.9375rem; font-weight: 650; }
.try label { color: var(--text-soft); font-size: 0.8125rem; font-weight: 600; }
.try input, .try select, .try textarea { width: 100%; min-width: 0; padding: 0.375rem 0.625rem; background: var(--surface); color: var(--text); border: 1px solid var(--line-strong); border-radius: 6px; font: 0.8125rem/1.5 var(--mono); }
.try select { font-family: inherit; }
.try textarea { resize: vertical; }
.try button { justify-self: start; margin-top: 0.25rem; padding: 0.375rem 1rem; background: var(--accent); color: var(--on-accent); border: 1px solid transparent; border-radius: var(--radius-small); font-weight: 600; cursor: pointer; }
.try button:hover { background: var(--accent-hover); }
.try output { display: grid; gap: 0.5rem; min-width: 0; overflow-wrap: anywhere; }
.try output:empty { display: none; }
.try output pre { background: var(--code-back); color: var(--code); border-radius: 6px; }
.try .status { margin: 0.25rem 0 0; font-weight: 650; color: var(--bad); }
.try .status[data-ok="true"] { color: var(--good); }
`;
