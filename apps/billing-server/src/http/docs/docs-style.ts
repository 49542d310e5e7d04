import { entryStyle } from "./entry-style.ts";
import { layoutStyle } from "./layout-style.ts";
import { tryStyle } from "./try-style.ts";

// The colours of the demo web, and a code panel that is dark in both schemes.
const colours = `
:root {
  color-scheme: light dark;
  --page: #f5f6f9;
  --surface: #ffffff;
  --text: #1a2233;
  --text-soft: #566077;
  --line: #dfe3eb;
  --line-strong: #8b94a8;
  --accent: #2a57c4;
  --accent-hover: #21479f;
  --on-accent: #ffffff;
  --good: #1a7440;
  --good-back: #e2f4e8;
  --warn: #8a5300;
  --warn-back: #fdf1da;
  --bad: #b3261e;
  --code: #e8ebf2;
  --code-soft: #a9b4cb;
  --code-back: #18202f;
  --code-line: #313d55;
  --radius: 12px;
  --radius-small: 8px;
  --mono: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace;
  font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
  line-height: 1.5;
  scroll-padding-top: 4.5rem;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #10141d;
    --surface: #191f2b;
    --text: #e8ebf2;
    --text-soft: #a3acbf;
    --line: #2c3444;
    --line-strong: #6d7890;
    --accent: #8fb0ff;
    --accent-hover: #adc5ff;
    --on-accent: #0d1b3e;
    --good: #7fd6a0;
    --good-back: #17352a;
    --warn: #f0c069;
    --warn-back: #3a2d14;
    --bad: #ffa29a;
    --code-back: #0b0f17;
    --code-line: #2c3444;
  }
}
`;

/** The style sheet of the page. */
export const docsStyle = colours + layoutStyle + entryStyle + tryStyle;
