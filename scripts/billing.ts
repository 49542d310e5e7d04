// `npm run billing`: the operator's command line, from its sources. Without settings it connects to the
// `npm run dev` of this checkout, as the sandbox's operator.
import { run } from "@onekonsole/billing-cli/run";
import { openTerminal } from "@onekonsole/billing-cli/terminal";
import { runningFile, sandboxSettings } from "./dev/running-sandbox.ts";

const isSet = Object.keys(process.env).some((name) => name.startsWith("billing_"));
const settings = isSet ? {} : await sandboxSettings(runningFile);
process.exitCode = await run(process.argv.slice(2), {
  environment: { ...process.env, ...settings },
  terminal: openTerminal(process),
});
