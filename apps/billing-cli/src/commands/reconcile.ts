import { printAnswer } from "../answer.ts";
import { readArguments, reasonIn } from "../arguments.ts";
import type { Command } from "../command.ts";
import { UsageError } from "../failure.ts";
import { parseDuration } from "../text/duration.ts";

const help = `Usage: billing reconcile --since 2h|TIME --why TEXT [--json]

Has PayPal asked about every order opened since then, five a second: ten
thousand take half an hour.

  --since     a duration (s, m, h, d) before now, or a time: 2026-11-25 or 2026-11-25T08:00:00Z
  --why TEXT  the reason, which is kept
  --json      what the service answered`;

/** Has PayPal asked again. */
export const reconcile: Command = {
  summary: "have PayPal asked about every order opened since then",
  help,
  run: async (args, { terminal, connect }) => {
    const { values } = readArguments(args, {
      options: { since: { type: "string" }, why: { type: "string" } },
    });
    const since = timeIn(values.since, new Date());
    const reason = reasonIn(values.why);
    const asked = await connect().reconcile.mutate({ since, reason });
    printAnswer(terminal, asked, {
      json: values.json,
      text: (it) => `PayPal is asked about ${it.orders} orders, those opened since ${since}.`,
    });
    return 0;
  },
};

const time = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?$/;

function timeIn(since: string | undefined, now: Date): string {
  if (since === undefined) throw new UsageError("--since is missing: 2h or a time, for instance.");
  const seconds = parseDuration(since);
  if (seconds !== undefined) return new Date(now.getTime() - seconds * 1000).toISOString();
  if (time.test(since) && !Number.isNaN(Date.parse(since))) return new Date(since).toISOString();
  throw new UsageError("--since must be 2h, 2026-11-25 or 2026-11-25T08:00:00Z, for instance.");
}
