/** The frame of the page: header, contents and text. */
export const layoutStyle = `
*, *::before, *::after { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); }
[hidden] { display: none !important; }
a { color: var(--accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
h1, h2, h3, h4 { line-height: 1.25; margin: 0; text-wrap: balance; }
h1 { font-size: clamp(1.75rem, 1.4rem + 1.5vw, 2.25rem); letter-spacing: -0.015em; }
p { margin: 0.5rem 0; max-width: 44rem; }
code, pre { font-family: var(--mono); font-size: 0.875rem; }
code { overflow-wrap: anywhere; }
.skip { position: absolute; left: 0.5rem; top: -4rem; z-index: 3; padding: 0.5rem 1rem; background: var(--surface); border-radius: var(--radius-small); }
.skip:focus { top: 0.5rem; }
body > header { position: sticky; top: 0; z-index: 2; display: flex; align-items: center; gap: 0.75rem; padding: 0.75rem clamp(1rem, 3vw, 2rem); background: var(--surface); border-bottom: 1px solid var(--line); }
.brand { flex: 1; min-width: 0; max-width: none; margin: 0; font-weight: 650; }
@media (max-width: 30rem) { .brand span { display: none; } }
.brand span { color: var(--text-soft); font-weight: 400; }
button, select, input, textarea { font: inherit; color: inherit; }
.open-contents { padding: 0.25rem 0.625rem; background: var(--surface); border: 1px solid var(--line-strong); border-radius: var(--radius-small); cursor: pointer; }
#contents { padding: 1rem clamp(1rem, 3vw, 2rem) 2rem; background: var(--surface); color: inherit; font-size: 0.875rem; overflow: auto; overscroll-behavior: contain; }
#contents:popover-open { position: fixed; inset: 0 0 0 auto; width: min(20rem, 88vw); height: 100dvh; max-height: none; margin: 0; border: 0; border-left: 1px solid var(--line); box-shadow: 0 0 3rem rgb(0 0 0 / 30%); }
#contents h2 { margin: 1.25rem 0 0.25rem; color: var(--text-soft); font-size: 0.8125rem; font-weight: 650; letter-spacing: 0.04em; text-transform: uppercase; }
#contents ul { margin: 0; padding: 0; list-style: none; }
#contents li a { display: flex; align-items: center; justify-content: space-between; gap: 0.5rem; min-height: 2rem; padding: 0.125rem 0.5rem; margin-inline: -0.5rem; border-radius: var(--radius-small); color: inherit; text-decoration: none; overflow-wrap: anywhere; }
#contents li a:hover { background: var(--page); color: var(--accent); }
#contents small { flex: none; color: var(--text-soft); font: 600 0.6875rem var(--mono); }
.filter { display: grid; gap: 0.25rem; color: var(--text-soft); font-size: 0.875rem; }
.filter input { width: 100%; padding: 0.375rem 0.625rem; background: var(--page); color: var(--text); border: 1px solid var(--line-strong); border-radius: var(--radius-small); }
main { min-width: 0; padding: clamp(1.25rem, 3vw, 2.5rem) clamp(1rem, 3vw, 2.5rem) 6rem; }
main:focus { outline: none; }
main > section { margin-top: 2.5rem; }
main > section > h2, #start h2 { font-size: 1.5rem; letter-spacing: -0.01em; }
main > section > h2[id^="group-"]::first-letter { text-transform: uppercase; }
@media (min-width: 60rem) {
  .open-contents { display: none; }
  .columns { display: grid; grid-template-columns: 19rem minmax(0, 1fr); max-width: 110rem; margin-inline: auto; }
  #contents { display: block; position: sticky; inset: 3.25rem auto auto 0; width: auto; height: calc(100dvh - 3.25rem); margin: 0; border: 0; border-right: 1px solid var(--line); align-self: start; }
}
@media (forced-colors: active) { .method, .required, figure.code, .try { border: 1px solid; } }
@media print { #contents, .open-contents, .try { display: none !important; } }
`;
