// `npm run example -- NAME`: runs a program of `examples`, or serves a page, from the sources of all packages.
// Without settings it connects to the `npm run dev` of this checkout.
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { findRunning, runningFile } from "./dev/running-sandbox.ts";
import { servePage } from "./dev/serve-page.ts";

const programs = ["order-cluster", "follow-events", "hono-back-end", "webhook-receiver"];
const pages = ["react-page", "vite-page"];
const folder = join(import.meta.dirname, "..", "examples");

const [name = ""] = process.argv.slice(2);
const running = await findRunning(runningFile);
if (running) {
  process.env["billing_url"] ??= running.billing;
  process.env["issuer_url"] ??= running.issuer;
}
if (programs.includes(name)) {
  const file = join(folder, `${name}.ts`);
  // The program's own arguments are where it expects them.
  process.argv.splice(1, 2, file);
  await import(pathToFileURL(file).href);
} else if (pages.includes(name)) {
  await servePage(folder, name);
} else {
  console.error(`Usage: npm run -s example -- ${[...programs, ...pages].join(" | ")}`);
  process.exitCode = 2;
}
