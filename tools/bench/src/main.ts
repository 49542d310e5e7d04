// `npm run bench`: measures, and compares or publishes reports.
import { benchApproval } from "./approval.ts";
import type { Bench } from "./bench.ts";
import { benchBundle } from "./bundle.ts";
import { benchCreate } from "./create.ts";
import { benchHistory } from "./history.ts";
import { benchLives } from "./lives.ts";
import { readOptions } from "./options.ts";
import { benchPrices } from "./prices.ts";
import { readReport } from "./report/bench-report.ts";
import { publishTable } from "./report/publish-table.ts";
import { runCommand } from "./run-command.ts";
import { benchStart } from "./start.ts";
import { benchStreams } from "./streams.ts";
import { benchTakeover } from "./takeover.ts";
import { benchTrpc } from "./trpc.ts";
import { benchWebhooks } from "./webhooks.ts";

const benches: Readonly<Record<string, Bench>> = {
  prices: benchPrices,
  trpc: benchTrpc,
  create: benchCreate,
  lives: benchLives,
  takeover: benchTakeover,
  webhooks: benchWebhooks,
  approval: benchApproval,
  streams: benchStreams,
  start: benchStart,
  history: benchHistory,
  bundle: benchBundle,
};

const options = readOptions(process.argv.slice(2), Object.keys(benches));
if (options.publish === undefined) process.exitCode = await runCommand(benches, options);
else publishTable(readReport(options.publish));
