import { readArguments, readReason } from "../arguments.ts";
import type { Command } from "../command.ts";
import { UsageError } from "../failure.ts";
import { printResponse } from "../print-response.ts";
import { parseDuration } from "../text/duration.ts";

const help = `Usage: billing reconcile --since 2h|TIME --why TEXT [--json]

Re-checks with PayPal every order created since the given time, and reprocesses webhook events that
failed or matched no order. It runs in the background at five orders a second: 10,000 take half an hour.

  --since     a duration before now (s, m, h, d), or a time: 2026-11-25 or 2026-11-25T08:00:00Z
  --why TEXT  the reason, recorded with your name
  --json      print the service's response as JSON`;

/** Re-checks orders and webhook events with PayPal. */
export const reconcile: Command = {
  summary: "re-check every order created since a time with PayPal, and reprocess failed events",
  help,
  run: async (args, { terminal, connect }) => {
    const { values } = readArguments(args, {
      options: { since: { type: "string" }, why: { type: "string" } },
    });
    const since = readTime(values.since, new Date());
    const reason = readReason(values.why);
    const response = await connect().reconcile.mutate({ since, reason });
    printResponse(terminal, response, {
      json: values.json,
      text: (it) => `Started. Orders created since ${since} to re-check with PayPal: ${it.orders}.`,
    });
    return 0;
  },
};

const time = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?$/;

function readTime(since: string | undefined, now: Date): string {
  if (since === undefined)
    throw new UsageError("--since is missing: give a duration such as 2h, or a time.");
  const seconds = parseDuration(since);
  if (seconds !== undefined) return new Date(now.getTime() - seconds * 1000).toISOString();
  if (time.test(since) && !Number.isNaN(Date.parse(since))) return new Date(since).toISOString();
  throw new UsageError(
    "--since must be a duration such as 2h, or a time such as 2026-11-25 or 2026-11-25T08:00:00Z.",
  );
}
