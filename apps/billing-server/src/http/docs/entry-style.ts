/** The sections: text and fields on the left, code on the right where there is room. */
export const entryStyle = `
.entry { display: grid; gap: 1rem 2.5rem; margin-top: 1.5rem; padding: clamp(1rem, 2.5vw, 1.75rem); background: var(--surface); border: 1px solid var(--line); border-radius: var(--radius); }
.about, .samples { min-width: 0; }
.entry h3 { font: 650 1.1875rem var(--mono); overflow-wrap: anywhere; }
.entry h3 a, .component h3 a { color: inherit; text-decoration: none; }
.entry h3 a:hover, .component h3 a:hover { text-decoration: underline; }
.entry h4 { margin-top: 1.5rem; padding-bottom: 0.25rem; border-bottom: 1px solid var(--line); font-size: 0.9375rem; }
.routes { display: flex; flex-wrap: wrap; gap: 0.375rem 1rem; margin: 0.5rem 0 0.75rem; }
.method { display: inline-block; padding: 0.0625rem 0.5rem; margin-right: 0.25rem; border-radius: 99px; background: var(--page); color: var(--text-soft); font: 650 0.75rem/1.5 var(--mono); }
.method[data-method="GET"] { background: var(--good-back); color: var(--good); }
.method[data-method="POST"] { background: var(--warn-back); color: var(--warn); }
.entry dl { display: flex; gap: 0.75rem; margin: 0.5rem 0; font-size: 0.9375rem; }
dt { color: var(--text-soft); }
dd { margin: 0; }
.fields { margin: 0; padding: 0; list-style: none; }
.fields > li { padding: 0.625rem 0; border-top: 1px solid var(--line); }
.fields > li:first-child { border-top: 0; }
.fields p { margin: 0.125rem 0; font-size: 0.9375rem; }
.fields .fields, .variant { margin: 0.375rem 0 0; padding-left: 1rem; border-left: 2px solid var(--line); }
.variant + .variant { margin-top: 0.75rem; }
.name { font-weight: 650; }
.type, .limits { color: var(--text-soft); font-size: 0.875rem; }
.limits code { font-size: 0.8125rem; }
.required { padding: 0 0.375rem; border-radius: 99px; background: var(--warn-back); color: var(--warn); font-size: 0.75rem; font-weight: 600; }
.scroll { margin-top: 0.25rem; overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-size: 0.875rem; }
th, td { padding: 0.5rem 0.75rem 0.5rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
th { color: var(--text-soft); font-weight: 600; white-space: nowrap; }
td:last-child { min-width: 14rem; }
td:nth-child(3) { min-width: 9rem; }
td code { overflow-wrap: normal; }
.component { margin-top: 1rem; padding: 1rem clamp(1rem, 2.5vw, 1.75rem); background: var(--surface); border: 1px solid var(--line); border-radius: var(--radius); }
.component h3 { margin-bottom: 0.25rem; font-size: 1.0625rem; }
#errors .scroll { margin-top: 1rem; padding: 0.25rem clamp(1rem, 2.5vw, 1.75rem); background: var(--surface); border: 1px solid var(--line); border-radius: var(--radius); }
#errors code:target { outline: 2px solid var(--accent); outline-offset: 4px; border-radius: 2px; }
figure.code { margin: 0 0 1rem; overflow: hidden; background: var(--code-back); color: var(--code); border-radius: var(--radius-small); }
figcaption { display: flex; align-items: center; justify-content: space-between; min-height: 2.25rem; padding: 0.25rem 0.5rem 0.25rem 0.875rem; border-bottom: 1px solid var(--code-line); color: var(--code-soft); font-size: 0.8125rem; font-weight: 600; }
figcaption button { padding: 0.125rem 0.625rem; background: none; color: inherit; border: 1px solid var(--code-line); border-radius: 6px; font-size: 0.8125rem; cursor: pointer; }
figcaption button:hover { color: var(--code); border-color: var(--code-soft); }
figcaption button:focus-visible, figure pre:focus-visible { outline-color: #8fb0ff; outline-offset: -3px; }
pre { margin: 0; padding: 0.75rem 0.875rem; max-height: 26rem; overflow: auto; tab-size: 2; font-size: 0.8125rem; line-height: 1.55; }
pre code { font-size: inherit; overflow-wrap: normal; }
@media (min-width: 86rem) {
  .entry { grid-template-columns: minmax(0, 1fr) minmax(0, 0.85fr); }
  .entry > .samples { position: sticky; top: 4.5rem; align-self: start; max-height: calc(100dvh - 5.5rem); overflow-y: auto; border-radius: var(--radius-small); }
}
`;
