import { type Kysely, sql } from "kysely";
import { mapConnectionErrors } from "./connection-errors.ts";
import type { BillingDatabase } from "./schema.ts";

/** An endpoint of this server's configuration. */
export interface ConfiguredEndpoint {
  readonly id: string;
  readonly url: string;
  readonly types: readonly string[] | null;
}

/**
 * Stores the endpoints of the configuration. A new one begins at the end of the feed, and one that was missing in
 * an earlier configuration continues where it was. Others of the configuration are disabled as
 * `unconfigured`. One that returned 410 stays disabled until an operator enables it.
 */
export async function storeConfiguredEndpoints(
  db: Kysely<BillingDatabase>,
  endpoints: readonly ConfiguredEndpoint[],
  sequence: () => Promise<bigint>,
): Promise<void> {
  const end = endpoints.length === 0 ? 0n : await sequence();
  await mapConnectionErrors(
    db.transaction().execute(async (trx) => {
      for (const endpoint of endpoints) await storeEndpoint(trx, endpoint, end);
      await sql`
        update event_endpoints set disabled_at = now(), disabled_as = 'unconfigured'
          where source = 'configuration' and disabled_at is null
            and id <> all(${endpoints.map(({ id }) => id)}::text[])`.execute(trx);
    }),
  );
}

async function storeEndpoint(
  trx: Kysely<BillingDatabase>,
  { id, url, types }: ConfiguredEndpoint,
  end: bigint,
): Promise<void> {
  await sql`
    insert into event_endpoints (id, source, url, types, position)
      values (${id}, 'configuration', ${url}, ${types}::text[], ${end.toString()}::bigint)
      on conflict (id) do update set url = excluded.url, types = excluded.types,
        disabled_at = case when event_endpoints.disabled_as = 'gone'
          then event_endpoints.disabled_at end,
        disabled_as = case when event_endpoints.disabled_as = 'gone' then 'gone' end`.execute(trx);
}
