import pg from "pg";

const schema = "sandbox_clock";

/**
 * The clock of a database: `now()` of new connections, and pg-boss's clock, follow it. The function has
 * the name of PostgreSQL's own and precedes it in the search path. The first schema of the path stays
 * public, where new tables are created.
 */
const installation = `
  create schema if not exists ${schema};
  create table if not exists ${schema}.ahead (milliseconds bigint not null);
  insert into ${schema}.ahead select 0 where not exists (select from ${schema}.ahead);
  create or replace function ${schema}.now() returns timestamptz language sql stable as $$
    select pg_catalog.now() + make_interval(secs => milliseconds / 1000.0) from ${schema}.ahead
  $$;
  do $$ begin
    execute format('alter database %I set search_path = public, ${schema}, pg_catalog', current_database());
  end $$;`;

/** What exists only after the server's first start. A default is bound to a function when it is defined. */
const adoption = `
  set search_path = '';
  do $$
  declare found record;
  begin
    if to_regprocedure('pgboss.job_now()') is not null then
      create or replace function pgboss.job_now() returns timestamptz language sql stable as
        'select ${schema}.now()';
    end if;
    for found in
      select adrelid::regclass as relation, attname
        from pg_attrdef join pg_attribute on attrelid = adrelid and attnum = adnum
       where pg_get_expr(adbin, adrelid) = 'now()'
    loop
      execute format('alter table %s alter column %I set default ${schema}.now()',
        found.relation, found.attname);
    end loop;
  end $$;
  set search_path = public, ${schema}, pg_catalog;`;

/** Queues the recurring jobs, which are due after a long time; otherwise they start within a minute. */
const wake = `
  do $$ begin
    if to_regclass('pgboss.job') is not null then
      insert into pgboss.job (name, policy, retry_limit, expire_seconds, heartbeat_seconds)
        select name, policy, retry_limit, expire_seconds, heartbeat_seconds from pgboss.queue
         where name in ('sweep', 'backfill')
      on conflict do nothing;
    end if;
  end $$`;

/** Installs the clock, if it is not installed; resolves with its offset. Needs a superuser. */
export function installDatabaseClock(databaseUrl: string): Promise<number> {
  return withClient(databaseUrl, async (client) => {
    await client.query(installation);
    const { rows } = await client.query<{ milliseconds: string }>(
      `select milliseconds from ${schema}.ahead`,
    );
    return Number(rows[0]?.milliseconds);
  });
}

/** Moves the installed clock, then has `andThen` move others, then queues the jobs that may be due. */
export function moveDatabaseClock(
  databaseUrl: string,
  offsetMs: number,
  andThen: () => void,
): Promise<void> {
  return withClient(databaseUrl, async (client) => {
    await client.query(adoption);
    await client.query(`update ${schema}.ahead set milliseconds = $1`, [offsetMs]);
    andThen();
    await client.query(wake);
  });
}

async function withClient<Result>(
  connectionString: string,
  act: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return await act(client);
  } finally {
    await client.end();
  }
}
