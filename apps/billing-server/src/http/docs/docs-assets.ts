import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { DocsSettings } from "./docs-settings.ts";
import { docsStyle } from "./docs-style.ts";

interface DocsAssets {
  readonly style: string;
  readonly scripts: readonly string[];
  readonly policy: string;
}

// Beside the code in the sources as well as in the build, which copies them.
const readScript = (name: string): string =>
  readFileSync(new URL(`./browser/${name}`, import.meta.url), "utf8");

/** What the page consists of beside its text, and the policy that allows nothing else. */
export function docsAssets({ canTry, issuer }: DocsSettings): DocsAssets {
  const scripts = ["docs.js", ...(canTry ? ["try-it.js"] : [])].map(readScript);
  const reachable = issuer === null ? "'self'" : `'self' ${new URL(issuer).origin}`;
  const policy = [
    "default-src 'none'",
    `style-src ${digest(docsStyle)}`,
    `script-src ${scripts.map(digest).join(" ")}`,
    ...(canTry ? [`connect-src ${reachable}`] : []),
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
  return { style: docsStyle, scripts, policy };
}

const digest = (text: string): string =>
  `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
