import type { RestartableDatabase } from "@onekonsole/billing-testkit/database/restartable-database";
import type { DeferredActions } from "../deferred-actions.ts";
import type { Violation } from "../run-record.ts";

interface UnfinishedJob {
  readonly name: string;
  readonly data: unknown;
  readonly state: string;
  readonly output: unknown;
}

/** Unfinished jobs (not those of schedules), dead letters and unprocessed webhooks: 50 of each at most. */
export async function findLeftovers(database: RestartableDatabase): Promise<readonly Violation[]> {
  const jobs = await database.query<UnfinishedJob>(
    `select name, data, state, output from pgboss.job
      where name not in ('sweep', 'backfill') and not starts_with(name, '__pgboss__')
        and (state < 'completed' or (state = 'failed' and name = 'stuck')) limit 50`,
  );
  const webhooks = await database.query<{ id: string }>(
    "select id from webhook_events where processed_at is null limit 50",
  );
  return [
    ...jobs.map(({ name, data, state, output }) => ({
      subject: JSON.stringify(data),
      description: `a ${name} job is still ${state}: ${JSON.stringify(output)}`,
    })),
    ...webhooks.map(({ id }) => ({ subject: id, description: "a webhook was never processed" })),
  ];
}

/** Actions that never ran: their orders may have ended in an expected state without them. */
export const findLeftoverActions = ({
  leftover,
}: Pick<DeferredActions, "leftover">): readonly Violation[] =>
  leftover === 0
    ? []
    : [{ subject: "drain", description: `${leftover} deferred actions never ran` }];
