import { createHash } from "node:crypto";
import { Html } from "./html.ts";

// The simulator's own colors and shapes: the page imitates a checkout, not PayPal's artwork.
const style = `
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif;
  --page: light-dark(#f4f5f7, #14161a); --card: light-dark(#fff, #1e2127);
  --text: light-dark(#1c2127, #e9ebef); --quiet: light-dark(#565e69, #a9b1bc);
  --line: light-dark(#dadee4, #363b44); --accent: light-dark(#0b5c4b, #6fd3b8);
  --accent-text: light-dark(#fff, #08251e); }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: flex; flex-direction: column;
  background: var(--page); color: var(--text); overflow-wrap: anywhere; }
header { display: flex; flex-wrap: wrap; gap: .25rem 1rem; align-items: baseline;
  justify-content: space-between; padding: .75rem max(1rem, 50% - 28rem);
  background: var(--card); border-bottom: 1px solid var(--line); }
header p { margin: 0; } .brand { font-weight: 700; } .mark { font-size: .875rem; font-weight: 600;
  padding: .1rem .6rem; border-radius: 1rem; border: 1px solid light-dark(#a88400, #a08b3f);
  background: light-dark(#fff6d6, #2b2614); color: light-dark(#3d3000, #f5e6b8); }
main { width: 100%; max-width: 58rem; margin: 0 auto; padding: 1.5rem 1rem 2rem; flex: 1;
  display: grid; gap: 1.5rem; align-content: start; }
h1 { font-size: 1.125rem; font-weight: 600; margin: 0; }
h2 { font-size: 1rem; margin: 0 0 .75rem; }
main:not(.checkout) { max-width: 36rem; }
.amount { font-size: 2.25rem; line-height: 1.2; font-weight: 700; margin: .25rem 0 0;
  font-variant-numeric: tabular-nums; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: .75rem; padding: 1.25rem; }
.card p:last-child { margin-bottom: 0; } .card > p:first-child { margin-top: 0; }
.quiet { color: var(--quiet); font-size: .875rem; } .quiet b { color: var(--text); }
.notice { margin: 0; padding: .75rem 1rem; border-radius: .5rem; border: 1px solid light-dark(#b3261e, #f2a9a3);
  background: light-dark(#fdeceb, #3a1f1d); color: light-dark(#7d1a14, #ffd9d6); }
ul, dl { margin: 0; padding: 0; list-style: none; }
li, .row { display: flex; justify-content: space-between; gap: 1rem; padding: .35rem 0; }
li span:first-child { min-width: 0; } dt { overflow-wrap: break-word; } dd { margin: 0; }
li > :last-child, .row dd { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.row.id dd { white-space: normal; }
dl { border-top: 1px solid var(--line); margin-top: .5rem; padding-top: .5rem; }
.total { font-weight: 700; border-top: 1px solid var(--line); margin-top: .35rem; padding-top: .7rem; }
fieldset { border: 0; margin: 1.25rem 0 0; padding: 0; } legend { padding: 0; font-weight: 600; margin-bottom: .5rem; }
fieldset label, .check { display: flex; gap: .75rem; align-items: flex-start; padding: .75rem;
  border: 1px solid var(--line); border-radius: .5rem; }
fieldset label + label { margin-top: .5rem; } fieldset label:has(:checked) { border-color: var(--accent); }
input { flex: none; width: 1.15rem; height: 1.15rem; margin: .2rem 0 0; accent-color: var(--accent); }
button { display: block; width: 100%; margin-top: .75rem; padding: .8rem 1rem; border-radius: .5rem;
  border: 1px solid var(--accent); font: inherit; font-weight: 600; cursor: pointer;
  background: none; color: var(--accent); }
button.pay { margin-top: 1.5rem; background: var(--accent); color: var(--accent-text); }
a { color: var(--accent); }
:focus-visible { outline: 3px solid light-dark(#c25e00, #ffb35c); outline-offset: 2px; }
aside { padding: 1rem max(1rem, 50% - 28rem) 1.25rem; color: light-dark(#3d3000, #f5e6b8);
  background: light-dark(#fff6d6, #2b2614); border-top: 2px dashed light-dark(#a88400, #a08b3f); }
aside h2, aside p { margin: 0; } aside .controls { display: grid; gap: .75rem 2rem; margin-top: .75rem; }
aside label { font-weight: 600; } aside .check { font-weight: 400; padding: 0; border: 0; }
select { display: block; width: 100%; margin-top: .25rem; padding: .5rem; font: inherit; font-weight: 400; }
@media (min-width: 48rem) {
  main { padding-top: 2.5rem; }
  main.checkout { grid-template: "intro summary" auto "form summary" 1fr / 1fr 23rem; gap: 1.5rem 2rem; }
  .intro { grid-area: intro; } .summary { grid-area: summary; }
  form { grid-area: form; } .summary, form { align-self: start; }
  aside .controls { grid-template-columns: 1fr 1fr; align-items: end; } .check { padding-bottom: .5rem; }
}
@media (forced-colors: active) { button.pay { border-width: 3px; } fieldset label:has(:checked) { border-width: 3px; } }
`;

/** The style element. A content security policy that allows it has its hash, so it is never reformatted. */
export const styleElement: Html = new Html(`<style>${style}</style>`);

/** The source that allows the style element. */
export const pageStyleSource = `'sha256-${createHash("sha256").update(style).digest("base64")}'`;
